import { createEmulator, type FaultRule } from '@nano-banana/emulator'
import { describe, expect, it } from 'vitest'
import { createFaultScript } from '../src/faults/fault-script.ts'

const refusal = (status: number) => ({ kind: 'status', status }) as const
const script = (...rules: readonly FaultRule[]) => {
  const faults = createFaultScript()
  for (const rule of rules) faults.add(rule)
  return faults
}

describe('a rule', () => {
  it('is for one request of its kind, unless it says more', () => {
    const faults = script({ on: 'read', fault: refusal(500) })
    expect(['create', 'list', 'output', 'any'].map((on) => faults.next(on as 'create'))).toEqual(
      Array(4).fill(undefined),
    )
    expect([faults.next('read'), faults.next('read')]).toEqual([refusal(500), undefined])
  })

  it('lets the first ones pass, and ends after its turns', () => {
    const faults = script({ on: 'any', fault: refusal(503), skip: 2, times: 2 })
    const met = (['create', 'read', 'list', 'output', 'read'] as const).map((on) => faults.next(on)?.kind)
    expect(met).toEqual([undefined, undefined, 'status', 'status', undefined])
  })

  it('can have turns without end', () => {
    const faults = script({ on: 'list', fault: refusal(503), times: Number.POSITIVE_INFINITY })
    expect(Array.from({ length: 50 }, () => faults.next('list')).every(Boolean)).toBe(true)
  })

  it('comes before the rules that were added later; each request meets one', () => {
    const faults = script({ on: 'any', fault: refusal(500) }, { on: 'create', fault: refusal(502), skip: 1 })
    expect([1, 2, 3, 4].map(() => faults.next('create'))).toEqual([refusal(500), undefined, refusal(502), undefined])
  })

  it('is forgotten with all others', () => {
    const faults = script({ on: 'any', fault: refusal(500), times: 9 })
    faults.clear()
    expect(faults.next('create')).toBe(undefined)
  })
})

describe('a rule that makes no sense is refused by the name of its field', () => {
  const fault = { kind: 'drop_after' }
  it.each([
    [null, 'The body must be an object'],
    [[], 'The body must be an object'],
    [{ fault }, 'on must be one of create, read, list, output, any'],
    [{ on: 'poll', fault }, 'on must be one of'],
    [{ on: 'read' }, 'fault must be an object'],
    [{ on: 'read', fault: { kind: 'explode' } }, 'fault.kind must be one of drop_before, drop_after'],
    [{ on: 'read', fault, skip: -1 }, 'skip must be a whole number from 0'],
    [{ on: 'read', fault, skip: 0.5 }, 'skip must be a whole number'],
    [{ on: 'read', fault, times: 0 }, 'times must be a whole number from 1'],
    [{ on: 'read', fault, times: '2' }, 'times must be'],
    [{ on: 'read', fault, often: 2 }, 'often is unknown'],
    [JSON.parse('{"on":"read","fault":{"kind":"drop_after"},"__proto__":{}}'), '__proto__ is unknown'],
    [{ on: 'read', fault: { ...fault, ms: 1 } }, 'fault.ms is unknown'],
    [{ on: 'read', fault: { kind: 'delay', ms: Number.NaN } }, 'fault.ms must be a number from 0'],
    [{ on: 'read', fault: { kind: 'cut' } }, 'fault.atByte must be a whole number'],
    [{ on: 'read', fault: { kind: 'status', status: 200 } }, 'fault.status must be a whole number from 400 to 599'],
    [
      { on: 'read', fault: { kind: 'status', status: 429, retryAfter: '5\r\nx: y' } },
      'fault.retryAfter must be at most',
    ],
    [{ on: 'read', fault: { kind: 'status', status: 429, errorCode: 7 } }, 'fault.errorCode must be at most'],
    [{ on: 'read', fault: { kind: 'gateway_page', status: 502 } }, 'fault.isExecuted must be true or false'],
    [{ on: 'read', fault: { kind: 'unknown_status' } }, 'fault.status must be a text'],
    [{ on: 'read', fault: { kind: 'stale', byMs: null } }, 'fault.byMs must be a number'],
    [{ on: 'read', fault: { kind: 'processing', forMs: 'ever' } }, 'fault.forMs must be a number'],
  ])('%j', (rule, message) => {
    const { faults } = createEmulator()
    expect(() => faults.add(rule)).toThrow(message)
  })
})
