import { expect, it } from 'vitest'
import { createMachine, epochMs } from '../src/world/machine.ts'
import { createVirtualTime } from '../src/world/virtual-time.ts'

const never = new AbortController().signal

function setup() {
  const time = createVirtualTime()
  const machine = createMachine('m', 0, time)
  const woke: number[] = []
  const sleep = (ms: number, signal = never) => {
    machine.clock.sleep(ms, signal).then(
      () => woke.push(time.nowMs()),
      () => woke.push(-time.nowMs()),
    )
  }
  return { time, machine, woke, sleep, run: () => time.run(Number.POSITIVE_INFINITY) }
}

it('sleepers wake in the order of their time, and time jumps from one to the next', async () => {
  const { woke, sleep, run } = setup()
  for (const ms of [300, 100, 2 ** 40, 200]) sleep(ms)
  await run()
  expect(woke).toEqual([100, 200, 300, 2 ** 40])
})

it('a computer that sleeps stops its timers and its monotonic clock, not its wall clock', async () => {
  const { time, machine, woke, sleep, run } = setup()
  sleep(1_000)
  time.at(400, () => machine.freeze(5_000))
  time.at(3_000, () => expect(machine.clock.monotonic()).toBe(400))
  await run()
  expect(woke).toEqual([6_000])
  expect([machine.clock.monotonic(), machine.clock.now() - epochMs]).toEqual([1_000, 6_000])
})

it('what arrives for a sleeping computer is handed over on wake-up, and to a dead process never', async () => {
  const { time, machine, run } = setup()
  const handed: number[] = []
  time.at(0, () => machine.freeze(1_000))
  time.at(10, () => machine.deliver(() => handed.push(time.nowMs())))
  time.at(2_000, () => machine.kill())
  time.at(2_010, () => machine.deliver(() => handed.push(time.nowMs())))
  await run()
  expect(handed).toEqual([1_000])
})

it('a dead process wakes nobody', async () => {
  const { time, machine, woke, sleep, run } = setup()
  sleep(1_000)
  time.at(500, machine.kill)
  await run()
  expect(woke).toEqual([])
})

it('a sleeper that is stopped leaves no timer', async () => {
  const { time, machine, woke, sleep, run } = setup()
  const controller = new AbortController()
  sleep(1_000, controller.signal)
  time.at(500, () => controller.abort())
  await run()
  expect([woke, machine.timers()]).toEqual([[-500], 0])
})

it('setting the wall clock moves nothing else', async () => {
  const { time, machine, woke, sleep, run } = setup()
  sleep(1_000)
  time.at(500, () => machine.shiftWall(-86_400_000))
  await run()
  expect([woke, machine.clock.monotonic(), machine.clock.now() - epochMs]).toEqual([[1_000], 1_000, 1_000 - 86_400_000])
})
