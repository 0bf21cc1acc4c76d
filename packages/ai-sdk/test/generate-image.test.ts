import { systemClock } from '@nano-banana/node'
import { generateImage } from 'ai'
import { expect, it } from 'vitest'
import { setupProvider } from './setup-provider.ts'

const pixels = (png: Uint8Array): readonly number[] => {
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

it('paints one picture, whole and in memory, and says where it came from', async () => {
  const { model, billed } = await setupProvider()
  const before = systemClock.now()
  const { image, warnings, responses, providerMetadata } = await generateImage({ model, prompt: 'a red fox' })
  expect(pixels(image.uint8Array)).toEqual([1024, 1024])
  expect(image.mediaType).toBe('image/png')
  expect(warnings).toEqual([])
  const [{ taskId } = { taskId: '' }] = billed()
  expect(providerMetadata).toEqual({
    nanoBanana: { images: [{ taskId, replayed: false, expiresAtMs: expect.any(Number) }] },
  })
  expect(responses).toEqual([{ modelId: 'Nano-Banana-2', timestamp: expect.any(Date), headers: undefined }])
  expect(responses[0]?.timestamp.getTime()).toBeGreaterThanOrEqual(before)
})

it.each([
  [{ aspectRatio: '16:9' }, [1376, 768]],
  [{ aspectRatio: '1:8', providerOptions: { nanoBanana: { resolution: '2K' } } }, [768, 6144]],
  [{ size: '2048x2048' }, [2048, 2048]],
  [{ size: '2752x1536', aspectRatio: '16:9', providerOptions: { nanoBanana: { resolution: '2K' } } }, [2752, 1536]],
] as const)('paints %j as it is asked for', async (wish, expected) => {
  const { model } = await setupProvider()
  const { image, warnings } = await generateImage({ model, prompt: 'a red fox', ...wish })
  expect(pixels(image.uint8Array)).toEqual(expected)
  expect(warnings).toEqual([])
})

it('passes on what only this provider knows', async () => {
  const { model, client } = await setupProvider()
  const own = { outputFormat: 'jpg', storage: 'persistent', route: 'economy', deadlineMs: 5_000 }
  const { image, providerMetadata } = await generateImage({
    model,
    prompt: 'a fox',
    providerOptions: { nanoBanana: own },
  })
  expect(image.mediaType).toBe('image/jpeg')
  // What the service keeps does not expire.
  expect(providerMetadata['nanoBanana']?.images).toEqual([{ taskId: expect.any(String), replayed: false }])
  expect(await client.tasks.list()).toMatchObject({ tasks: [{ route: 'economy', storage: 'persistent' }] })
})

it('takes references by their URLs', async () => {
  const { model, client } = await setupProvider()
  const { outputs } = await client.generate({ prompt: 'a lake', aspect_ratio: '21:9' })
  const images = outputs.map(({ url }) => url)
  const { image } = await generateImage({ model, prompt: { text: 'the same at night', images } })
  // `auto` follows the last reference.
  expect(pixels(image.uint8Array)).toEqual([1584, 672])
})

it('gives the same picture under the same key, paid once', async () => {
  const { model, billed } = await setupProvider()
  const wish = { model, prompt: 'a fox', providerOptions: { nanoBanana: { idempotencyKey: 'order-42' } } }
  const first = await generateImage(wish)
  const second = await generateImage(wish)
  expect(second.image.base64).toBe(first.image.base64)
  expect(second.providerMetadata['nanoBanana']?.images).toMatchObject([{ replayed: true }])
  expect(billed()).toMatchObject([{ replays: 1 }])
})

it('makes two pictures of two calls', async () => {
  const { model, billed } = await setupProvider()
  await Promise.all([generateImage({ model, prompt: 'a fox' }), generateImage({ model, prompt: 'a fox' })])
  expect(billed()).toHaveLength(2)
})
