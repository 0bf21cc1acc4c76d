import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { type Client, TransportFailure } from '../src/index.ts'
import { createCountedController } from './counted-signal.ts'
import { silence } from './fake-transport.ts'
import { errorOf, listOf, setup, setupWith } from './setup.ts'
import { accepted, done, taskId } from './wire.ts'

const enough = new Error('the user left')

const calls: readonly [string, (client: Client, signal: AbortSignal) => Promise<unknown>][] = [
  ['generate', (client, signal) => client.generate({ prompt: 'a cat' }, { signal })],
  ['wait', (client, signal) => client.wait(taskId, { signal })],
  ['watch', (client, signal) => listOf(client.watch(taskId, { signal }))],
  ['tasks.get', (client, signal) => client.tasks.get(taskId, { signal })],
]

it.each(calls)('%s leaves neither a timer nor a listener behind', async (_, call) => {
  const { client, clock } = setup(accepted, done)
  const { signal, listeners } = createCountedController()
  await call(client, signal)
  expect([clock.pending(), listeners()]).toEqual([0, 0])
})

it.each(calls)('%s leaves neither behind when it fails', async (_, call) => {
  const { client, clock } = setup(new TransportFailure('untrusted'))
  const { signal, listeners } = createCountedController()
  expect(await errorOf(call(client, signal))).toMatchObject({ code: 'connection' })
  expect([clock.pending(), listeners()]).toEqual([0, 0])
})

it('a signal that a hundred calls share carries one listener at most', async () => {
  const { client, clock } = setup(silence)
  const { abort, signal, listeners } = createCountedController()
  const errors = Array.from({ length: 100 }, () => errorOf(client.tasks.get(taskId, { signal })))
  await clock.elapse(10)
  expect(listeners()).toBe(1)

  abort(enough)
  for (const error of await Promise.all(errors)) expect(error).toMatchObject({ code: 'aborted', cause: enough })
  expect([clock.monotonic(), clock.pending(), listeners()]).toEqual([10, 0, 0])
})

it.each(calls)("the caller's signal keeps nothing of %s alive", async (_, call) => {
  const { signal } = new AbortController()
  const inside: WeakRef<AbortSignal>[] = []
  await (async () => {
    const { client } = setupWith({
      transport: async (request) => {
        inside.push(new WeakRef(request.signal))
        return inside.length === 1 && request.method === 'POST' ? accepted : done
      },
    })
    await call(client, signal)
  })()

  const isAlive = (): boolean => inside.some((ref) => ref.deref() !== undefined)
  for (let turn = 0; turn < 5 && isAlive(); turn += 1) await collectGarbage()
  expect([inside.length > 0, isAlive()]).toEqual([true, false])
  expect(signal.aborted).toBe(false)
})

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  await new Promise(setImmediate)
  const collect: () => void = runInNewContext('gc')
  collect()
}
