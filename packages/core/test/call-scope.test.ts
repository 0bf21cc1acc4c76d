import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createAgenda } from '../src/agenda.ts'
import { CallScope } from '../src/call-scope.ts'
import { type Client, type ErrorFacts, sharedWatch, TransportFailure } from '../src/index.ts'
import { createCountedController } from './counted-signal.ts'
import { createFakeClock } from './fake-clock.ts'
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

it('a signal that ten thousand waits share carries one listener, and none once they have ended', async () => {
  const { client, clock, requests } = setupWith({ watch: sharedWatch() }, silence)
  const { abort, signal, listeners } = createCountedController()
  const errors = Array.from({ length: 10_000 }, (_, nth) => errorOf(client.wait(`task-${nth}`, { signal })))
  await clock.elapse(20)
  expect([listeners(), clock.pending(), requests.length]).toEqual([1, 1, 1])

  abort(enough)
  for (const error of await Promise.all(errors)) expect(error).toMatchObject({ code: 'aborted', cause: enough })
  expect([clock.monotonic(), clock.pending(), listeners()]).toEqual([20, 0, 0])
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

it('begins nothing once it is over, and asks for no facts of what has ended before', async () => {
  const clock = createFakeClock()
  const scope = new CallScope({ signals: [], deadlineMs: 5_000 }, { clock, agenda: createAgenda(clock) })
  const asked: string[] = []
  const facts = (what: string) => (): ErrorFacts => {
    asked.push(what)
    return { phase: 'read', outcome: 'not_sent' }
  }
  expect(await scope.guard(async () => 'done', facts('first'))).toBe('done')
  await clock.elapse(5_000)
  let begun = 0
  const late = async (): Promise<void> => {
    begun += 1
  }
  expect(await errorOf(scope.guard(late, facts('second')))).toMatchObject({ code: 'deadline', deadlineMs: 5_000 })
  expect([asked, begun, clock.pending()]).toEqual([['second'], 0, 0])
})

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  await new Promise(setImmediate)
  const collect: () => void = runInNewContext('gc')
  collect()
}
