import { expect, it } from 'vitest'
import type { Leave, Priority } from '../src/index.ts'
import { createWaitingLines } from '../src/quota/waiting-lines.ts'
import { createCountedController } from './counted-signal.ts'

const stay = new AbortController().signal
const anybody = (): boolean => true
const noLeave: Leave = () => undefined

function setupLines() {
  const lines = createWaitingLines()
  const gone: string[] = []
  const wait = (priority: Priority, name: string, signal = stay): Promise<unknown> =>
    lines.wait(priority, signal).then(
      () => gone.push(name),
      (reason) => gone.push(`${name}: ${reason}`),
    )
  const letGo = (mayGo: (priority: Priority) => boolean = anybody): boolean => lines.letGo(mayGo, () => noLeave)
  return { lines, gone, wait, letGo }
}

it('lets watches go first, then people, batches and housekeeping, and within each who came first', async () => {
  const { lines, gone, wait, letGo } = setupLines()
  const priorities: readonly Priority[] = ['background', 'bulk', 'interactive', 'watch']
  const all = [1, 2].flatMap((nth) => priorities.map((priority) => wait(priority, `${priority} ${nth}`)))
  while (letGo());
  await Promise.all(all)
  expect(gone).toEqual(['watch', 'interactive', 'bulk', 'background'].flatMap((name) => [`${name} 1`, `${name} 2`]))
  expect(lines.isEmpty()).toBe(true)
})

it('lets pass whoever may', async () => {
  const { lines, gone, wait, letGo } = setupLines()
  wait('watch', 'watch')
  const bulk = wait('bulk', 'bulk')
  expect([letGo((priority) => priority === 'bulk'), letGo(() => false)]).toEqual([true, false])
  await bulk
  expect([gone, lines.isEmpty()]).toEqual([['bulk'], false])
})

it('has nobody to let go when nobody waits', () => {
  const { lines, letGo } = setupLines()
  expect([letGo(), lines.isEmpty()]).toEqual([false, true])
})

it('forgets whoever gives up, with the reason of the signal', async () => {
  const { lines, gone, wait, letGo } = setupLines()
  const controller = createCountedController()
  const first = wait('bulk', 'first', controller.signal)
  const second = wait('bulk', 'second')
  controller.abort('bored')
  await first
  expect([letGo(), letGo()]).toEqual([true, false])
  await second
  expect(gone).toEqual(['first: bored', 'second'])
  expect([controller.listeners(), lines.isEmpty()]).toEqual([0, true])
})

it('does not listen any more to whoever has gone', async () => {
  const { wait, letGo } = setupLines()
  const controller = createCountedController()
  const gone = wait('interactive', 'one', controller.signal)
  expect(controller.listeners()).toBe(1)
  letGo()
  await gone
  expect(controller.listeners()).toBe(0)
})
