import { createEmulator, type EmulatorOptions, startEmulator } from '@nano-banana/emulator'
import type { ServiceOptions } from '@nano-banana/emulator/service'
import { startTestEmulator } from '@nano-banana/emulator/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { resolveCallbackOptions } from '../src/service/callbacks/callback-options.ts'
import { resolveServiceOptions } from '../src/service/service-options.ts'
import { callingBack, startReceiver } from './receiver.ts'
import { prompt, setupService, stages } from './setup-service.ts'

describe('undefined is the default', () => {
  it('of every option', () => {
    const absent = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, undefined]))
    const callbacks = resolveCallbackOptions()
    expect(resolveCallbackOptions(absent(Object.keys(callbacks)))).toEqual(callbacks)
    const service = resolveServiceOptions({})
    expect(resolveServiceOptions(absent(Object.keys(service)))).toEqual(service)
    expect(createEmulator({ clock: undefined, now: undefined, controlToken: undefined }).faults).toBeDefined()
  })

  it('of a stage: what is not given is drawn', () => {
    const drawn = setupService({ stages: undefined })
    const { service, create } = setupService({ stages: { queued: 7, handling: undefined } })
    const stagesOf = (from: typeof drawn) => from.service.task(from.create().json.data.taskId)?.stages
    expect(service.task(create().json.data.taskId)?.stages).toEqual({ ...stagesOf(drawn), queued: 7 })
  })

  it('of an emulator for tests', async () => {
    const { url: receiver, received } = await startReceiver()
    const emulator = await startTestEmulator({ quota: undefined, speed: undefined, stages: undefined, port: undefined })
    onTestFinished(emulator.close)
    const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
    const create = () => fetch(`${emulator.url}/v1/tasks`, { method: 'POST', headers, body: callingBack(receiver) })
    expect((await create()).headers.get('x-ratelimit-limit')).toBe(null)
    await expect.poll(() => received).toHaveLength(1)
  })
})

const endless = Number.POSITIVE_INFINITY

describe('a number that makes no sense is refused by the name of its option', () => {
  it.each<[string, ServiceOptions]>([
    ...[0, -1, Number.NaN, endless].map((speed): [string, ServiceOptions] => ['speed', { speed }]),
    ['seed', { seed: Number.NaN }],
    ['quota', { quota: -1 }],
    ['quota', { quota: 0.5 }],
    ['concurrent', { concurrent: 0 }],
    ['latencyMs', { latencyMs: -1 }],
    ['latencyMs', { latencyMs: endless }],
    ['listLagMs', { listLagMs: Number.NaN }],
    ['balance', { balance: -1 }],
    ['stages.queued', { stages: { ...stages, queued: -1 } }],
    ['stages.archiving', { stages: { ...stages, archiving: Number.NaN } }],
    ['callbacks.duplicates', { callbacks: { duplicates: 1.5 } }],
    ['callbacks.drop', { callbacks: { drop: -1 } }],
    ['callbacks.delayMs', { callbacks: { delayMs: Number.NaN } }],
    ['callbacks.timeoutMs', { callbacks: { timeoutMs: 0 } }],
    ['callbacks.timeoutMs', { callbacks: { timeoutMs: 2 ** 31 } }],
  ])('%s: %j', async (name, options) => {
    const refusal = new RangeError(`${name} must be`)
    expect(() => createEmulator(options)).toThrow(RangeError)
    expect(() => createEmulator(options)).toThrow(refusal.message)
    await expect(startEmulator(options)).rejects.toThrow(refusal.message)
  })

  it('also for the stages of one task, by whoever asks for it', () => {
    const { create } = setupService({ stages: () => ({ ...stages, handling: Number.NaN }) })
    expect(() => create(prompt)).toThrow(new RangeError('stages.handling must be a number from 0, or Infinity'))
  })

  it.each<EmulatorOptions>([
    { concurrent: endless, balance: endless },
    { stages: { queued: endless, handling: 0, archiving: 0 } },
    { seed: -1.5, quota: 0, balance: 0, latencyMs: 0 },
  ])('and one that does is not: %j', (options) => {
    expect(() => createEmulator(options)).not.toThrow()
  })
})
