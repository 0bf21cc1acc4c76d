import { generateImage } from 'ai'
import { expect, it, vi } from 'vitest'
import { setupProvider } from './setup-provider.ts'

vi.stubGlobal('AI_SDK_LOG_WARNINGS', false)

const own = (nanoBanana: Readonly<Record<string, string | number | boolean | null>>) => ({
  providerOptions: { nanoBanana },
})
const bytes = new Uint8Array([137, 80, 78, 71])

it.each([
  ['prompt', { prompt: ' ' }],
  ['prompt', { prompt: { images: ['https://cdn.example/a.png'] } }],
  ['prompt.images.1', { prompt: { text: 'it', images: ['https://cdn.example/a.png', bytes] } }],
  ['prompt.images.0', { prompt: { text: 'it', images: ['http://cdn.example/a.png'] } }],
  ['prompt.mask', { prompt: { text: 'it', images: ['https://cdn.example/a.png'], mask: bytes } }],
  ['aspectRatio', { aspectRatio: '7:3' as const }],
  ['size', { size: 'largex1' as `${number}x${number}` }],
  ['size', { size: '2048x2048' as const, aspectRatio: '16:9' as const }],
  ['size', { size: '2048x2048' as const, ...own({ resolution: '4K' }) }],
  ['providerOptions.nanoBanana.resolution', own({ resolution: '8K' })],
  ['providerOptions.nanoBanana.outputFormat', own({ outputFormat: 'webp' })],
  ['providerOptions.nanoBanana.idempotencyKey', own({ idempotencyKey: false })],
  ['providerOptions.nanoBanana.idempotencyKey', own({ idempotencyKey: '' })],
  ['providerOptions.nanoBanana.idempotencyKey', { n: 10, ...own({ idempotencyKey: 'k'.repeat(253) }) }],
  ['providerOptions.nanoBanana.seed', own({ seed: 7 })],
  ['route', own({ route: 7 })],
  ['storage', own({ storage: null })],
  ['deadlineMs', own({ deadlineMs: 0 })],
])('refuses a bad %s before anything is sent', async (field, wish) => {
  const { model, requests, calls } = await setupProvider()
  const running = generateImage({ model, prompt: 'a fox', ...wish })
  await expect(running).rejects.toMatchObject({ code: 'invalid_input', outcome: 'not_sent', field })
  expect(requests).toEqual([])
  expect(calls).toHaveBeenCalledOnce()
})

it('says where a reference in bytes can go instead', async () => {
  const { model } = await setupProvider()
  const running = generateImage({ model, prompt: { text: 'it', images: [bytes] } })
  await expect(running).rejects.toThrow(/by URL only: publish the file first, with publishReference/)
})

it('refuses a count that no call of the AI SDK has', async () => {
  const { model, calls, requests } = await setupProvider()
  await generateImage({ model, prompt: 'a fox', n: 1 })
  const [call] = calls.mock.calls[0] ?? []
  const sent = requests.length
  for (const n of [0, -1, 1.5, Number.NaN])
    await expect(call && model.doGenerate({ ...call, n })).rejects.toMatchObject({ field: 'n' })
  expect(requests).toHaveLength(sent)
})

it('warns of what has no effect, or another one', async () => {
  const { model } = await setupProvider()
  const wish = { seed: 7, size: '1920x1080' as const, headers: { 'x-team': 'growth' } }
  const { warnings } = await generateImage({ model, prompt: 'a fox', ...wish })
  expect(warnings).toEqual([
    { type: 'unsupported', feature: 'seed', details: expect.any(String) },
    {
      type: 'compatibility',
      feature: 'size',
      details: 'The model has no 1920x1080. Asked for the nearest it has: 1376x768 (16:9, 1K)',
    },
    { type: 'unsupported', feature: 'headers', details: expect.any(String) },
  ])
})
