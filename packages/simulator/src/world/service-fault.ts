import type { Fault } from '@nano-banana/emulator/service'
import type { DrawnFault } from '../plan/fault-draw.ts'

/** The faults that happen inside the service, in the emulator's words; nothing for those that the network sees to. */
export function serviceFault(
  { kind, random }: DrawnFault,
  { nowMs, isHasty }: { readonly nowMs: number; readonly isHasty: boolean },
): Fault | undefined {
  // Who sweeps every minute for a day meets nothing new: a quarter of an hour is long enough to be more than anybody waits.
  const asked = (retryAfter: string | undefined): string | undefined =>
    isHasty && retryAfter === '86400' ? '900' : retryAfter
  switch (kind) {
    case 'answer_late':
      return { kind: 'delay', ms: random.between(1_000, 90_000) }
    case 'throttled':
      return refusal(429, asked(random.pick(retryAfters)(nowMs)))
    case 'busy':
      return refusal(503, asked(random.pick(retryAfters)(nowMs)))
    case 'server_error':
      return refusal(random.pick([408, 425, 500, 502, 504, 520, 529]))
    case 'refused':
      return refusal(random.pick([400, 402, 403, 413]))
    case 'echo':
      return refusal(random.pick([400, 401, 500]))
    case 'processing':
      // For ever is rare: every caller of such a key asks on for most of a day.
      return {
        kind: 'processing',
        forMs: random.chance(0.05) && !isHasty ? Infinity : random.pick([3_000, 20_000, 90_000]),
      }
    case 'unknown_status':
      return { kind: 'unknown_status', status: random.pick(['cancelled', 'reviewing', '']) }
    case 'stale':
      return { kind: 'stale', byMs: random.between(500, 15_000) }
    default:
      return undefined
  }
}

const refusal = (status: number, retryAfter?: string): Fault => ({
  kind: 'status',
  status,
  ...(retryAfter !== undefined && { retryAfter }),
})

const dateIn = (nowMs: number, ms: number): string => new Date(nowMs + ms).toUTCString()

// Both legal forms, forms that are none, and more than anybody waits for.
const retryAfters: readonly [(nowMs: number) => string | undefined, ...((nowMs: number) => string | undefined)[]] = [
  () => undefined,
  () => '0',
  () => '1',
  () => '3',
  () => '20',
  () => '45',
  () => '86400',
  (nowMs) => dateIn(nowMs, 4_000),
  (nowMs) => dateIn(nowMs, 30_000),
  (nowMs) => dateIn(nowMs, -60_000),
  () => '-1',
  () => '1e3',
  () => '5;x',
  () => '3, 5',
  () => 'soon',
]
