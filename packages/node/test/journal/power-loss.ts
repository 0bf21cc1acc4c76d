import fc from 'fast-check'
import { commitsWithin, framesOf } from './wal.ts'

/** What a loss of power does to a log. Places are shares of what there is. */
export type PowerLoss = typeof anyPowerLoss extends fc.Arbitrary<infer Each> ? Each : never

// `fc.double` would draw most of them close to nothing.
const share = fc.nat(999_999).map((millionths) => millionths / 1_000_000)

export const anyPowerLoss = fc.oneof(
  fc.record({ kind: fc.constant('cut at a frame' as const), at: share }),
  fc.record({ kind: fc.constant('cut' as const), at: share }),
  fc.record({
    kind: fc.constant('flipped' as const),
    bytes: fc.array(fc.record({ at: share, mask: fc.integer({ min: 1, max: 255 }) }), { minLength: 1, maxLength: 4 }),
  }),
  // What was not yet synced arrives in any order, or not at all.
  fc.record({
    kind: fc.constant('torn' as const),
    at: share,
    sectors: fc.array(fc.constantFrom('new', 'zero', 'garbage'), { minLength: 1, maxLength: 20 }),
  }),
)

/** What is left of a log, and how many of its transactions are whole. */
export function afterLoss(log: Buffer, loss: PowerLoss): { readonly left: Buffer; readonly whole: number } {
  const left = damaged(log, loss)
  return { left, whole: commitsWithin(framesOf(log), firstDifference(log, left)) }
}

function damaged(log: Buffer, loss: PowerLoss): Buffer {
  const frames = framesOf(log)
  const used = frames.at(-1)?.end ?? 0
  const bytes = Buffer.from(log)
  switch (loss.kind) {
    case 'cut at a frame':
      return bytes.subarray(0, frames[Math.floor(loss.at * frames.length)]?.end)
    case 'cut':
      return bytes.subarray(0, Math.floor(loss.at * used))
    case 'flipped':
      for (const { at, mask } of loss.bytes)
        bytes.writeUInt8(bytes.readUInt8(Math.floor(at * used)) ^ mask, Math.floor(at * used))
      return bytes
    case 'torn': {
      const ends = [0, ...frames.flatMap(({ end, isCommit }) => (isCommit ? [end] : []))]
      const synced = ends[Math.floor(loss.at * ends.length)] ?? 0
      for (let start = synced, sector = 0; start < bytes.length; start += 512, sector += 1) {
        const fate = loss.sectors[sector % loss.sectors.length]
        if (fate !== 'new') bytes.fill(fate === 'zero' ? 0 : 0xa5, start, Math.min(start + 512, bytes.length))
      }
      return bytes
    }
  }
}

function firstDifference(before: Buffer, now: Buffer): number {
  let at = 0
  // Most of a log is as it was, and compared fastest in large pieces.
  while (at < before.length && before.subarray(at, at + 4096).equals(now.subarray(at, at + 4096))) at += 4096
  while (at < before.length && before[at] === now[at]) at += 1
  return Math.min(at, before.length)
}
