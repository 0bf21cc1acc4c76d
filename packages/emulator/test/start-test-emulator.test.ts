import { startTestEmulator } from '@nano-banana/emulator/testing'
import { expect, it, onTestFinished, vi } from 'vitest'
import { callingBack, startReceiver } from './receiver.ts'

async function setup(options = {}) {
  const emulator = await startTestEmulator(options)
  onTestFinished(emulator.close)
  const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
  const create = (body: string) => fetch(`${emulator.url}/v1/tasks`, { method: 'POST', headers, body })
  return { ...emulator, create }
}

it('keeps no test waiting: no quota, and redeliveries that hurry', async () => {
  const { url } = await startReceiver((response) => response.writeHead(500).end())
  const { create, deliveries } = await setup()
  const statuses = await Promise.all(Array.from({ length: 70 }, async () => (await create(callingBack(url))).status))
  expect(new Set(statuses)).toEqual(new Set([200]))
  await vi.waitFor(() => expect(deliveries().filter(({ attempt }) => attempt === 3)).toHaveLength(70), 5_000)
})

it('keeps the documented minutes on a virtual clock', async () => {
  const { url } = await startReceiver((response) => response.writeHead(500).end())
  const { create, deliveries, advance } = await setup({ clock: 'virtual' })
  await create(callingBack(url))
  await advance(20 + 5 * 60_000)
  expect(deliveries().map(({ attempt }) => attempt)).toEqual([1, 2, 3])
})

it('takes every option of an emulator', async () => {
  const { create } = await setup({ balance: 0 })
  expect((await create(callingBack('https://shop.example/'))).status).toBe(402)
})

it('closes at the end of a block', async () => {
  const emulator = await startTestEmulator()
  await emulator[Symbol.asyncDispose]()
  await expect(fetch(emulator.url)).rejects.toThrow()
})
