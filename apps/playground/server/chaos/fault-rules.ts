import type { FaultRule } from '@nano-banana/emulator'
import type { Switches } from '../../src/chaos/switches.ts'

// As good as always; JSON knows no Infinity.
const always = 1_000_000

/** What the requests of the next picture meet, by the switches: a few times each, so that patience gets through. */
export function faultRules(switches: Switches): readonly FaultRule[] {
  const { lostAnswers, tooManyRequests, serverErrors, slowNetwork, unknownStatus, expiredOutputs } = switches
  return [
    ...(lostAnswers ? [{ on: 'create', fault: { kind: 'drop_after' }, times: 2 } as const] : []),
    ...(tooManyRequests
      ? [
          { on: 'create', fault: throttled, times: 1 } as const,
          { on: 'read', fault: throttled, times: 2 } as const,
          { on: 'list', fault: throttled, times: 1 } as const,
        ]
      : []),
    ...(serverErrors
      ? [
          { on: 'create', fault: { kind: 'gateway_page', status: 502, isExecuted: true }, times: 1 } as const,
          { on: 'read', fault: { kind: 'status', status: 500, errorCode: 'INTERNAL' }, times: 2 } as const,
        ]
      : []),
    ...(unknownStatus
      ? [
          { on: 'read', fault: { kind: 'unknown_status', status: 'polishing' }, times: 3 } as const,
          { on: 'list', fault: { kind: 'unknown_status', status: 'polishing' }, times: 3 } as const,
        ]
      : []),
    ...(expiredOutputs
      ? [{ on: 'output', fault: { kind: 'status', status: 403, errorCode: 'EXPIRED' }, times: always } as const]
      : []),
    ...(slowNetwork ? [{ on: 'any', fault: { kind: 'delay', ms: 400 }, times: always } as const] : []),
  ]
}

const throttled = { kind: 'status', status: 429, errorCode: 'RATE_LIMITED', retryAfter: '2' } as const
