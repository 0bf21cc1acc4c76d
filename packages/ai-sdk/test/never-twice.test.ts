import { APICallError } from '@ai-sdk/provider'
import type { Fault } from '@nano-banana/emulator'
import { generateImage } from 'ai'
import { describe, expect, it } from 'vitest'
import { setupProvider } from './setup-provider.ts'

const busy = (status: number): Fault => ({ kind: 'status', status })

describe.each<[string, 'create' | 'read' | 'output', Fault]>([
  ['a 429 on a status poll', 'read', busy(429)],
  ['a 500 on a status poll', 'read', busy(500)],
  ['a 503 on a status poll', 'read', busy(503)],
  ['a gateway page in place of a status', 'read', { kind: 'gateway_page', status: 502, isExecuted: false }],
  ['a reset connection of a status poll', 'read', { kind: 'drop_before' }],
  ['a cut status', 'read', { kind: 'cut', atByte: 10 }],
  ['an unknown status', 'read', { kind: 'unknown_status', status: 'dreaming' }],
  ['a 429 on the create', 'create', busy(429)],
  ['a 503 on the create', 'create', busy(503)],
  ['a 500 on the create', 'create', busy(500)],
  ['a gateway page for a create that was executed', 'create', { kind: 'gateway_page', status: 504, isExecuted: true }],
  ['a reset connection before the create', 'create', { kind: 'drop_before' }],
  ['a lost answer to the create', 'create', { kind: 'drop_after' }],
  ['a cut answer to the create', 'create', { kind: 'cut', atByte: 10 }],
  ['a reset connection of the download', 'output', { kind: 'drop_before' }],
  ['a cut picture', 'output', { kind: 'cut', atByte: 1_000 }],
  ['a 503 on the download', 'output', busy(503)],
])('%s', (_, on, fault) => {
  it('costs one task and no second call of the AI SDK, and gives the picture', async () => {
    const { model, emulator, calls, billed } = await setupProvider()
    emulator.faults.add({ on, fault })
    const { image } = await generateImage({ model, prompt: 'a red fox' })
    expect(image.uint8Array.length).toBeGreaterThan(1_000)
    expect(billed()).toHaveLength(1)
    expect(calls).toHaveBeenCalledOnce()
  })
})

describe.each<[string, 'create' | 'output', Fault, number]>([
  ['every answer to the create is lost', 'create', { kind: 'drop_after' }, 1],
  ['every create is a 500', 'create', busy(500), 0],
  ['every create is a 429', 'create', busy(429), 0],
  ['every connection of the create is reset', 'create', { kind: 'drop_before' }, 0],
  ['every download is cut', 'output', { kind: 'cut', atByte: 1_000 }, 1],
  ['every download is a 503', 'output', busy(503), 1],
])('when %s', (_, on, fault, paid) => {
  it(`pays for ${paid}, lets the AI SDK try nothing again, and tells what leads back to the task`, async () => {
    const { model, emulator, calls, billed } = await setupProvider()
    emulator.faults.add({ on, fault, times: Number.POSITIVE_INFINITY })
    const error = await generateImage({ model, prompt: 'a red fox' }).catch((error: unknown) => error)
    expect(billed()).toHaveLength(paid)
    expect(calls).toHaveBeenCalledOnce()
    const [{ taskId } = { taskId: '' }] = billed()
    expect(error).toMatchObject(
      on === 'output' ? { outcome: 'accepted', taskId } : { idempotencyKey: expect.any(String) },
    )
  })
})

it('gives up at the deadline when no status is to be had, with the task’s id', async () => {
  const { model, emulator, calls, billed } = await setupProvider()
  emulator.faults.add({ on: 'read', fault: busy(429), times: Number.POSITIVE_INFINITY })
  const wish = { model, prompt: 'a fox', providerOptions: { nanoBanana: { deadlineMs: 1_000 } } }
  const error = await generateImage(wish).catch((error: unknown) => error)
  expect(calls).toHaveBeenCalledOnce()
  expect(billed()).toEqual([expect.objectContaining({ taskId: expect.any(String) })])
  expect(error).toMatchObject({ code: 'deadline', outcome: 'accepted', taskId: billed()[0]?.taskId })
})

it('picks up a task whose download failed, unpaid, by the key it was made with', async () => {
  const { model, emulator, billed } = await setupProvider()
  emulator.faults.add({ on: 'output', fault: busy(503), times: 4 })
  const wish = { model, prompt: 'a fox', providerOptions: { nanoBanana: { idempotencyKey: 'order-43' } } }
  await expect(generateImage(wish)).rejects.toMatchObject({ code: 'download', taskId: expect.any(String) })
  const { image } = await generateImage(wish)
  expect(image.mediaType).toBe('image/png')
  expect(billed()).toHaveLength(1)
})

// The trap itself: without it, the tests above would prove nothing of this version of the AI SDK.
it('the AI SDK does pay twice where a provider throws what it tries again', async () => {
  const { model, emulator, calls, billed } = await setupProvider()
  calls.mockRestore()
  emulator.faults.add({ on: 'read', fault: busy(429) })
  const poll = async (taskId: string): Promise<Response> => {
    const headers = { authorization: `Bearer ${emulator.apiKey}` }
    const answer = await fetch(`${emulator.url}/v1/tasks/${taskId}`, { headers })
    if (answer.ok) return answer
    const responseHeaders = { 'retry-after-ms': '1' }
    throw new APICallError({
      message: 'busy',
      url: answer.url,
      requestBodyValues: {},
      statusCode: answer.status,
      responseHeaders,
    })
  }
  const careless: typeof model = {
    ...model,
    async doGenerate(call) {
      const made = await fetch(`${emulator.url}/v1/tasks`, {
        method: 'POST',
        headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'Nano-Banana-2', input: { prompt: call.prompt } }),
      })
      const { data } = await made.json()
      await poll(data.taskId)
      return {
        images: [new Uint8Array([1])],
        warnings: [],
        response: { timestamp: new Date(0), modelId: '', headers: {} },
      }
    },
  }
  await generateImage({ model: careless, prompt: 'a red fox' })
  expect(billed()).toHaveLength(2)
})
