import { type Clock, type Journal, memoryJournal, systemClock, type TaskSnapshot } from '@nano-banana/core'
import { createEmulator, type EmulatorOptions } from '@nano-banana/emulator'
import { createNanoBanana } from '@nano-banana/node'
import { onTestFinished } from 'vitest'
import { createGenerationService, type GenerationService } from '../../src/service/create-generation-service.ts'
import type { EffectContext, GenerationServiceOptions } from '../../src/service/service-options.ts'

const secret = 'a secret of thirty-two characters'
const instant = { queued: 0, handling: 0, archiving: 0 }

/** An effect that has happened. */
export interface SeenEffect extends EffectContext {
  readonly task: TaskSnapshot
}

/** What a test service is made with. */
export interface ServiceSetupOptions extends Partial<GenerationServiceOptions<undefined>> {
  readonly emulator?: EmulatorOptions
  readonly apiKey?: string
  readonly submitAttempts?: number
}

/** A service over a twin of the API in this process. */
export function setupService({
  emulator: twin,
  apiKey = 'sk-test-service',
  submitAttempts = 6,
  ...options
}: ServiceSetupOptions = {}) {
  const emulator = createEmulator({ stages: instant, quota: 0, ...twin })
  onTestFinished(emulator.close)
  const requests: string[] = []
  const effects: SeenEffect[] = []
  const tokens: string[] = []
  const reported: unknown[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    requests.push(`${request.method} ${new URL(request.url).pathname}`)
    const [, token] =
      /"url":"[^"]*\/([\w-]{44})"/.exec(request.method === 'POST' ? await request.clone().text() : '') ?? []
    if (token !== undefined) tokens.push(token)
    return emulator.fetch(request)
  }
  let shiftMs = 0
  // Real pauses, and a wall clock that a test may set.
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + shiftMs }
  const journal: Journal<undefined> = options.journal ?? memoryJournal()
  const restart = (
    again: Partial<GenerationServiceOptions<undefined>> & { readonly apiKey?: string } = {},
  ): GenerationService => {
    const client = createNanoBanana({
      apiKey: again.apiKey ?? apiKey,
      baseUrl: 'http://localhost:9',
      fetch,
      clock,
      retry: { attemptTimeoutMs: 1_000, submitAttempts },
    })
    const service = createGenerationService({
      ...{ client, journal, secret, clock, reportError: (error: unknown) => reported.push(error) },
      onSettled: (task, context) => void effects.push({ ...context, task }),
      ...options,
      ...again,
    })
    onTestFinished(service.close)
    return service
  }
  const later = (ms: number): void => {
    shiftMs += ms
  }
  const client = createNanoBanana({ apiKey, baseUrl: 'http://localhost:9', fetch })
  return { emulator, client, tokens, later, journal, requests, effects, reported, restart, service: restart() }
}
