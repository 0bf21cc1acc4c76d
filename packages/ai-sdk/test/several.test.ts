import { ImagesError } from '@nano-banana/ai-sdk'
import { generateImage } from 'ai'
import { expect, it, vi } from 'vitest'
import { setupProvider } from './setup-provider.ts'

// Warnings are part of the result here, not of the console.
vi.stubGlobal('AI_SDK_LOG_WARNINGS', false)

const keyed = (idempotencyKey: string) => ({ providerOptions: { nanoBanana: { idempotencyKey } } })

it('pays for as many pictures as are asked for, in one call', async () => {
  const { model, calls, billed } = await setupProvider()
  const { images, providerMetadata, warnings } = await generateImage({ model, prompt: 'a fox', n: 3 })
  expect(images).toHaveLength(3)
  expect(billed()).toHaveLength(3)
  expect(calls).toHaveBeenCalledOnce()
  expect(warnings).toEqual([])
  const taskIds = providerMetadata['nanoBanana']?.images.map((image) => Object(image).taskId)
  expect(taskIds?.toSorted()).toEqual(
    billed()
      .map(({ taskId }) => taskId)
      .toSorted(),
  )
})

it('gives the pictures that arrived, and says what became of the others', async () => {
  const { model, emulator, calls, billed } = await setupProvider()
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 402 } })
  const result = await generateImage({ model, prompt: 'a fox', n: 3 })
  expect(result.images).toHaveLength(2)
  expect(billed()).toHaveLength(2)
  expect(calls).toHaveBeenCalledOnce()
  expect(result.warnings).toEqual([
    { type: 'other', message: expect.stringMatching(/^Picture \d of 3 is missing\. .*402/) },
  ])
  const own = result.calls[0]?.providerMetadata?.['nanoBanana']
  expect(own).toMatchObject({
    images: [{}, {}],
    failures: [{ code: 'api', outcome: 'rejected', index: expect.any(Number) }],
  })
})

it('leads back to each paid task when none of its pictures could be fetched', async () => {
  const { model, emulator, calls, billed } = await setupProvider()
  emulator.faults.add({ on: 'output', fault: { kind: 'status', status: 404 }, times: 2 })
  const error = await generateImage({ model, prompt: 'a fox', n: 2 }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(ImagesError)
  expect(error).toMatchObject({ name: 'ImagesError', code: 'images', phase: 'download', outcome: 'accepted' })
  const taskIds = error instanceof ImagesError ? error.errors.map(({ taskId }) => taskId) : []
  expect(taskIds.toSorted()).toEqual(
    billed()
      .map(({ taskId }) => taskId)
      .toSorted(),
  )
  expect(taskIds).toHaveLength(2)
  expect(calls).toHaveBeenCalledOnce()
})

it('pays for the others only, when more are asked for under the same key', async () => {
  const { model, billed } = await setupProvider()
  const one = await generateImage({ model, prompt: 'a fox', ...keyed('order-44') })
  const three = await generateImage({ model, prompt: 'a fox', n: 3, ...keyed('order-44') })
  expect(three.images[0]?.base64).toBe(one.image.base64)
  expect(billed().map(({ replays }) => replays)).toEqual([1, 0, 0])
})

it('says once what was sent for none of them', async () => {
  const { model, requests } = await setupProvider()
  const wish = { model, prompt: 'a fox', n: 3, providerOptions: { nanoBanana: { deadlineMs: -1 } } }
  await expect(generateImage(wish)).rejects.toMatchObject({ code: 'invalid_input', field: 'deadlineMs' })
  expect(requests).toEqual([])
})
