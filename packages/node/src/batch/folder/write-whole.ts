import { type Clock, systemClock } from '@nano-banana/core'
import { createPartialFile } from '../../download/partial-file.ts'

/** How a file is written. */
export interface WriteWholeOptions {
  /** @default 0o600 */
  readonly mode?: number
  readonly clock?: Clock
}

const never = new AbortController().signal

/** Writes a file in one step, over what was there: whoever looks sees the old one or the new one, also after a crash. */
export async function writeWhole(
  target: string,
  text: Iterable<string>,
  { mode = 0o600, clock = systemClock }: WriteWholeOptions = {},
): Promise<void> {
  const file = await createPartialFile({ target, mode, overwrite: true, clock, signal: never })
  try {
    for (const part of text) await file.write([Buffer.from(part)])
    await file.publish()
  } catch (error) {
    await file.discard()
    throw error
  }
}
