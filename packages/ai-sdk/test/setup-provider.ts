import { createNanoBananaProvider } from '@nano-banana/ai-sdk'
import { type StartOptions, startTestEmulator, type TestEmulator } from '@nano-banana/emulator/testing'
import { createNanoBanana, pollWatch, type ReadOptions } from '@nano-banana/node'
import { onTestFinished, vi } from 'vitest'

/** A real emulator, and the model that reaches it over HTTP in no more time than it takes. */
export async function setupProvider(options: StartOptions = {}, download: ReadOptions = {}) {
  const emulator: TestEmulator = await startTestEmulator(options)
  onTestFinished(emulator.close)
  const requests: string[] = []
  const account = { apiKey: emulator.apiKey, baseUrl: emulator.url, watch: pollWatch({ intervalMs: 5 }) }
  const provider = createNanoBananaProvider({
    ...account,
    random: () => 0,
    retry: { submitAttempts: 3 },
    trace: ({ method, path }) => {
      requests.push(`${method} ${path}`)
      return undefined
    },
    download: { trustedOrigins: [emulator.url], random: () => 0, ...download },
  })
  const model = provider.image('Nano-Banana-2')
  return {
    emulator,
    provider,
    model,
    /** Another client of the same account. */
    client: createNanoBanana(account),
    /** How often the AI SDK has called the model. */
    calls: vi.spyOn(model, 'doGenerate'),
    /** What the client has sent, outputs aside. */
    requests,
    /** What was billed. */
    billed: () => emulator.ledger.entries(),
  }
}
