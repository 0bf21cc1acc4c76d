import { NoSuchModelError } from '@ai-sdk/provider'
import { createNanoBananaProvider, isNanoBananaError, nanoBanana } from '@nano-banana/ai-sdk'
import { createProviderRegistry, generateImage } from 'ai'
import { expect, it, vi } from 'vitest'
import { setupProvider } from './setup-provider.ts'

it('is found through a registry', async () => {
  const { provider, billed } = await setupProvider()
  const registry = createProviderRegistry({ nanoBanana: provider })
  await generateImage({ model: registry.imageModel('nanoBanana:Nano-Banana-2'), prompt: 'a fox' })
  expect(billed()).toHaveLength(1)
})

it('has one image model, and no other kind', () => {
  const refusals = [
    () => nanoBanana.imageModel('Nano-Banana'),
    () => nanoBanana.languageModel('Nano-Banana-2'),
    () => nanoBanana.embeddingModel('Nano-Banana-2'),
  ]
  for (const refusal of refusals) expect(refusal).toThrow(NoSuchModelError)
  expect(refusals[0]).toThrow('No such image model: Nano-Banana. There is one, Nano-Banana-2')
})

it('reads key and address from the environment when the first picture is asked for', async () => {
  const { emulator, billed } = await setupProvider()
  const model = nanoBanana.image('Nano-Banana-2')
  vi.stubEnv('HIAPI_API_KEY', undefined)
  const error = await generateImage({ model, prompt: 'a fox' }).catch((error: unknown) => error)
  expect(isNanoBananaError(error) && error.message).toBe('apiKey is missing: set HIAPI_API_KEY or pass { apiKey }')

  vi.stubEnv('HIAPI_API_KEY', emulator.apiKey)
  vi.stubEnv('HIAPI_BASE_URL', emulator.url)
  // The emulator's pictures are nowhere that a provider without options would go.
  await expect(generateImage({ model, prompt: 'a fox' })).rejects.toMatchObject({
    code: 'download',
    reason: 'refused_url',
  })
  expect(billed()).toHaveLength(1)
})

it('takes a client of the caller’s', async () => {
  const { emulator, client, billed } = await setupProvider()
  const provider = createNanoBananaProvider({ client, download: { trustedOrigins: [emulator.url] } })
  await generateImage({ model: provider.image('Nano-Banana-2'), prompt: 'a fox' })
  expect(billed()).toHaveLength(1)
})

it('refuses options that make no sense when it is made', () => {
  vi.stubEnv('HIAPI_API_KEY', undefined)
  expect(() => createNanoBananaProvider()).toThrow('apiKey is missing')
  expect(() => createNanoBananaProvider({ apiKey: 'sk-test-a', download: { maxBytes: 0 } })).toThrow('maxBytes must be')
  expect(() => createNanoBananaProvider({ apiKey: 'sk-test-a', baseUrl: 'http://api.example' })).toThrow('baseUrl')
})
