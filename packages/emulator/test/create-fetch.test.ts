import { createEmulator } from '@nano-banana/emulator'
import { expect, expectTypeOf, it } from 'vitest'
import { headers, instant } from './start.ts'

const body = '{"model":"Nano-Banana-2","input":{"prompt":"a cat"}}'
const tasks = 'https://api.hiapi.ai/v1/tasks'

function setup(options = {}) {
  const emulator = createEmulator({ stages: instant, ...options })
  const post = (init: RequestInit = {}) => emulator.fetch(tasks, { method: 'POST', headers, body, ...init })
  return { ...emulator, post }
}

it('is a fetch, whatever the host', async () => {
  const { fetch, post } = setup()
  expectTypeOf(fetch).toEqualTypeOf<typeof globalThis.fetch>()
  const { data } = await (await post()).json()
  const task = (await (await fetch(`${tasks}/${data.taskId}`, { headers })).json()).data
  // Not the host that was asked: whoever fetches it otherwise must not leave this machine.
  expect(task.output[0].url).toBe(`http://localhost/outputs/${data.taskId}.png`)
  expect((await fetch(task.output[0].url)).headers.get('content-type')).toBe('image/png')
})

it('takes a text, a URL or a Request, and what is to be changed of it', async () => {
  const { fetch, post } = setup()
  const statuses = [
    await post(),
    await fetch(new URL(tasks), { headers }),
    await fetch(new Request(tasks, { headers })),
    await fetch(new Request(tasks, { headers }), { method: 'DELETE' }),
  ].map(({ status }) => status)
  expect(statuses).toEqual([200, 200, 200, 405])
  await expect(fetch('/v1/tasks')).rejects.toThrow(TypeError)
})

it('rejects with the reason of its signal, before and during a delay', async () => {
  const { post, faults, ledger } = setup()
  await expect(post({ signal: AbortSignal.abort(new Error('never')) })).rejects.toThrow('never')
  expect(ledger.entries()).toEqual([])
  faults.add({ on: 'create', fault: { kind: 'delay', ms: 60_000 } })
  const stop = new AbortController()
  const answer = post({ signal: stop.signal })
  await expect.poll(ledger.entries).toHaveLength(1)
  stop.abort(new Error('enough'))
  await expect(answer).rejects.toThrow('enough')
})

it('tells in a cause’s code that the connection broke, before the answer or in its middle', async () => {
  const { post, faults } = setup()
  const cause = { code: 'UND_ERR_SOCKET' }
  faults.add({ on: 'create', fault: { kind: 'drop_after' } })
  await expect(post()).rejects.toMatchObject({ name: 'TypeError', message: 'fetch failed', cause })
  faults.add({ on: 'create', fault: { kind: 'cut', atByte: 9 } })
  await expect((await post()).text()).rejects.toMatchObject({ name: 'TypeError', message: 'terminated', cause })
})
