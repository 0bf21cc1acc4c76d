import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createAgenda } from '../src/agenda.ts'
import { createFakeClock } from './fake-clock.ts'

it('does everything in its order, at its time, unless it was struck out', async () => {
  const plan = fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 500 }), isStruckOut: fc.boolean() }))
  await fc.assert(
    fc.asyncProperty(plan, async (wishes) => {
      const clock = createFakeClock()
      const agenda = createAgenda(clock)
      const done: [number, number][] = []
      const made = wishes.map(({ atMs }) => agenda.add(atMs, () => done.push([atMs, Math.round(clock.monotonic())])))
      for (const [index, { isStruckOut }] of wishes.entries())
        if (isStruckOut) agenda.remove(made[index] ?? { atMs: 0, run: undefined })
      await clock.elapse(1_000)
      const expected = wishes.flatMap(({ atMs, isStruckOut }) => (isStruckOut ? [] : [[atMs, atMs]]))
      expect(done).toEqual(expected.sort(([a = 0], [b = 0]) => a - b))
      expect(clock.pending()).toBe(0)
    }),
  )
})

it('waits on one timer, and on none when nothing is left', async () => {
  const clock = createFakeClock()
  const agenda = createAgenda(clock)
  const many = Array.from({ length: 10_000 }, (_, index) => agenda.add(10_000 + (index % 7), () => undefined))
  expect(clock.pending()).toBe(1)
  const soon = agenda.add(5, () => undefined)
  await Promise.resolve()
  expect(clock.pending()).toBe(1)
  agenda.remove(soon)
  for (const one of many) agenda.remove(one)
  expect(clock.pending()).toBe(0)
})

it('may be written to by what happens', async () => {
  const clock = createFakeClock()
  const agenda = createAgenda(clock)
  const done: number[] = []
  const later = agenda.add(20, () => done.push(20))
  agenda.add(10, () => {
    agenda.remove(later)
    agenda.add(10, () => done.push(clock.monotonic()))
    agenda.add(30, () => done.push(clock.monotonic()))
  })
  await clock.elapse(50)
  expect(done.map(Math.round)).toEqual([10, 30])
})
