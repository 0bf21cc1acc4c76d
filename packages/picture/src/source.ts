import { foreignIn } from './foreign-in.ts'
import { pictureLimits } from './picture.ts'
import { UnfitPicture } from './unfit-picture.ts'

/** A walk through a file whose bytes arrive piece by piece: it yields where it needs the next piece. */
export type Walk<Result> = Generator<undefined, Result, undefined>

/** A file as a walk sees it. */
export interface Source {
  /** Takes exactly so many bytes, and keeps them together: for few. */
  readonly take: (length: number) => Walk<Uint8Array>
  /** Lets so many bytes pass, and shows each piece of them. */
  readonly pass: (length: number, see?: (piece: Uint8Array) => void) => Walk<void>
  /** Lets bytes pass up to this one, and it too; tells how many came before it. */
  readonly passTo: (byte: number) => Walk<number>
  /** Takes what is not picture, within the budget for all of it. Throws when it holds a file of another kind. */
  readonly takeMetadata: (length: number) => Walk<Uint8Array>
  /** Gives the walk the next piece. */
  readonly feed: (piece: Uint8Array) => void
  /** How many bytes the walk has passed. */
  readonly passed: () => number
  /** Whether bytes are left that the walk has not passed. */
  readonly hasMore: () => boolean
}

/** A source that has nothing yet. */
export function createSource(): Source {
  let chunk: Uint8Array = new Uint8Array()
  let at = 0
  let passed = 0
  let metadataLeft: number = pictureLimits.maxMetadataBytes

  /** As much as is at hand, one byte at least. */
  function* piece(atMost: number): Walk<Uint8Array> {
    while (at === chunk.length) yield
    const found = chunk.subarray(at, at + atMost)
    at += found.length
    passed += found.length
    return found
  }

  function* pass(length: number, see?: (piece: Uint8Array) => void): Walk<void> {
    for (let left = length; left > 0; ) {
      const found = yield* piece(left)
      left -= found.length
      see?.(found)
    }
  }

  function* take(length: number): Walk<Uint8Array> {
    const taken = new Uint8Array(length)
    let filled = 0
    yield* pass(length, (found) => {
      taken.set(found, filled)
      filled += found.length
    })
    return taken
  }

  return {
    take,
    pass,
    *passTo(byte) {
      for (let before = 0; ; ) {
        while (at === chunk.length) yield
        const found = chunk.indexOf(byte, at)
        const length = (found < 0 ? chunk.length : found) - at
        before += length
        yield* pass(found < 0 ? length : length + 1)
        if (found >= 0) return before
      }
    },
    *takeMetadata(length) {
      metadataLeft -= length
      if (metadataLeft < 0)
        throw new UnfitPicture(
          'too_much_metadata',
          'holds more than 1 MiB beside the picture: export it without metadata',
        )
      const taken = yield* take(length)
      const foreign = foreignIn(taken)
      if (foreign) throw new UnfitPicture('foreign', `hides ${foreign} in its metadata: export it without metadata`)
      return taken
    },
    feed(next) {
      chunk = next
      at = 0
    },
    passed: () => passed,
    hasMore: () => at < chunk.length,
  }
}
