import { expect, it } from 'vitest'
import { createCell } from '../src/cell.ts'

function setupCell() {
  const reported: unknown[] = []
  const seen: number[] = []
  const cell = createCell(1, (error) => reported.push(error))
  return { cell, reported, seen }
}

it('holds a value and tells each change', () => {
  const { cell, seen } = setupCell()
  cell.subscribe(() => seen.push(cell.get()))
  cell.set(2)
  cell.set(3)
  expect(cell.get()).toBe(3)
  expect(seen).toEqual([2, 3])
})

it('says nothing when nothing changed', () => {
  const { cell, seen } = setupCell()
  cell.subscribe(() => seen.push(cell.get()))
  cell.set(1)
  expect(seen).toEqual([])
})

it('tells nobody who unsubscribed', () => {
  const { cell, seen } = setupCell()
  const unsubscribe = cell.subscribe(() => seen.push(cell.get()))
  unsubscribe()
  unsubscribe()
  cell.set(2)
  expect(seen).toEqual([])
})

it('lets the same function listen twice, and unsubscribe once', () => {
  const { cell, seen } = setupCell()
  const listener = (): void => {
    seen.push(cell.get())
  }
  cell.subscribe(listener)
  cell.subscribe(listener)()
  cell.set(2)
  expect(seen).toEqual([2])
})

it('goes on when a listener throws, and reports it', () => {
  const { cell, reported, seen } = setupCell()
  const broken = new Error('my own bug')
  cell.subscribe(() => {
    throw broken
  })
  cell.subscribe(() => seen.push(cell.get()))
  cell.set(2)
  expect([cell.get(), seen, reported]).toEqual([2, [2], [broken]])
})

it('tells everyone of a change during which somebody leaves or joins', () => {
  const { cell, seen } = setupCell()
  const leave = cell.subscribe(() => {
    leave()
    cell.subscribe(() => seen.push(-cell.get()))
  })
  cell.subscribe(() => seen.push(cell.get()))
  cell.set(2)
  cell.set(3)
  expect(seen).toEqual([2, 3, -3])
})
