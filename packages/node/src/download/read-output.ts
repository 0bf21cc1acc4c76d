import { lookup } from 'node:dns'
import type { TaskOutput } from '@nano-banana/core'
import { checkReadOptions, parseRead, type ReadOptions } from './download-options.ts'
import { withDownloadScope } from './download-scope.ts'
import type { Received } from './intake.ts'
import { type Recipient, receive } from './receive.ts'

export { checkReadOptions, type ReadOptions }

/** A file that is whole and checked, in memory. */
export interface ReadFile extends Received {
  readonly data: Uint8Array<ArrayBuffer>
}

/**
 * Reads one of a task's files into memory, with the checks of `downloadOutput`: addresses, length, and that it is a
 * picture. A failure is a `DownloadError`; the task stays done and paid, and can be read again until it expires.
 */
export async function readOutput(output: TaskOutput, options: ReadOptions = {}): Promise<ReadFile> {
  const order = parseRead(output, options)
  return withDownloadScope(order, async (scope) => {
    let data = new Uint8Array()
    const begin = async (): Promise<Recipient> =>
      inMemory((whole) => {
        data = whole
      })
    const received = await receive(order, { lookup, scope, begin })
    return { data, ...received }
  })
}

function inMemory(onWhole: (data: Uint8Array<ArrayBuffer>) => void): Recipient {
  const pieces: Buffer[] = []
  return {
    write: async (chunks) => void pieces.push(...chunks),
    publish: async () => onWhole(join(pieces)),
    async discard() {
      pieces.length = 0
    },
  }
}

// Memory of its own: `Buffer.concat` may hand out a part of a pool that others write to.
function join(pieces: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
