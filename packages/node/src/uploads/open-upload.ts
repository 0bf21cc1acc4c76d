import { createHash } from 'node:crypto'
import { createInspection, type Picture, UnfitPicture } from '@nano-banana/picture'

/** What a sender says of the bytes that follow. */
export interface DeclaredUpload {
  /** @default whatever the bytes are */
  readonly type?: string | undefined
  /** In hexadecimal. */
  readonly sha256: string
}

/** An upload whose header has arrived. */
export interface OpenedUpload {
  readonly picture: Picture
  /** All of its bytes. Rejects with `UnfitPicture` where they are not what was declared, or no whole picture. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Reads an upload up to the end of its header, which is within the first mebibyte; the rest is checked as it passes by.
 * Rejects with `UnfitPicture`.
 */
export async function openUpload(
  pieces: AsyncIterable<Uint8Array>,
  { type, sha256 }: DeclaredUpload,
): Promise<OpenedUpload> {
  const iterator = checked(pieces, sha256)
  const head: Uint8Array[] = []
  for (;;) {
    const { done, value } = await iterator.next()
    // Whatever ends without a picture has been refused.
    if (done) throw new UnfitPicture('truncated', 'is empty')
    head.push(value.piece)
    if (value.picture === undefined) continue
    if (type === undefined || type === value.picture.type)
      return { picture: value.picture, body: joined(head, iterator) }
    await iterator.return()
    throw new UnfitPicture('unknown_type', `is declared as ${type} and is ${value.picture.type}: declare what it is`)
  }
}

interface CheckedPiece {
  readonly piece: Uint8Array
  readonly picture: Picture | undefined
}

async function* checked(pieces: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<CheckedPiece, void> {
  const inspection = createInspection()
  const hash = createHash('sha256')
  for await (const piece of pieces) {
    inspection.take(piece)
    hash.update(piece)
    yield { piece, picture: inspection.picture() }
  }
  inspection.finish()
  if (hash.digest('hex') !== sha256)
    throw new UnfitPicture('malformed', 'is not what its SHA-256 says: it changed on its way, so send it again')
}

async function* joined(head: Uint8Array[], rest: AsyncGenerator<CheckedPiece, void>): AsyncGenerator<Uint8Array, void> {
  try {
    for (let piece = head.shift(); piece; piece = head.shift()) yield piece
    for await (const { piece } of rest) yield piece
  } finally {
    await rest.return()
  }
}
