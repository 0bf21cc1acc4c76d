import { createClient, isNanoBananaError } from '@nano-banana/core'
import { expect, it } from 'vitest'
import { createCountedSignal } from '../src/caller/counted-signal.ts'
import { createRandom } from '../src/random.ts'
import { createMachine } from '../src/world/machine.ts'
import { createVirtualTime } from '../src/world/virtual-time.ts'

const waits = 10_000
const taskIdOf = (nth: number): string => `tk-hiapi-${String(nth).padStart(26, '0')}`

function setup() {
  const time = createVirtualTime()
  const machine = createMachine('m', 0, time)
  let requests = 0
  const client = createClient({
    clock: machine.clock,
    random: createRandom('many').next,
    transport: async ({ path }) => {
      requests += 1
      const taskId = path.split('/').at(-1)
      return { status: 200, headers: {}, body: JSON.stringify({ code: 200, data: { taskId, status: 'handling' } }) }
    },
  })
  return { time, machine, client, requests: () => requests }
}

it('10 000 waits on one signal put one listener on it, and end together at its abort', async () => {
  const { time, machine, client, requests } = setup()
  const { signal, abort, listeners } = createCountedSignal()
  const errors = Array.from({ length: waits }, (_, nth) =>
    client.wait(taskIdOf(nth), { signal }).catch((error) => error),
  )
  await time.run(10_000)
  expect(listeners()).toBe(1)

  const sent = requests()
  abort('enough')
  const settled: readonly unknown[] = await Promise.all(errors)
  expect(
    settled.every((error) => isNanoBananaError(error) && error.code === 'aborted' && error.cause === 'enough'),
  ).toBe(true)
  await time.run(Number.POSITIVE_INFINITY)
  expect({ late: requests() - sent, timers: machine.timers(), listeners: listeners() }).toEqual({
    late: 0,
    timers: 0,
    listeners: 0,
  })
})
