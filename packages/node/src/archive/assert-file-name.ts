import { InvalidInputError } from '@nano-banana/core'

// What some file system takes for a path, a stream, a device or the end of the name.
const unsafe = /[/\\:\p{C}]|^\.{1,2}$|[. ]$/u
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
const mostBytes = 255

/** Throws `InvalidInputError` unless a name stays in its folder on every file system. */
export function assertFileName(name: string): void {
  const isSafe = name !== '' && !unsafe.test(name) && !reserved.test(name) && Buffer.byteLength(name) <= mostBytes
  if (isSafe) return
  const message = `must be the plain name of a file, without folders and at most ${mostBytes} bytes; received ${JSON.stringify(name.slice(0, 60))}`
  throw new InvalidInputError([{ field: 'name', message }])
}
