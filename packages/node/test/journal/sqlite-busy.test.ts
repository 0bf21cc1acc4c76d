import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { JournalError } from '@nano-banana/core'
import { expect, it, onTestFinished } from 'vitest'
import { whenFree } from '../../src/journal/sqlite/when-free.ts'
import { anOperation } from './an-operation.ts'
import { sqliteGround } from './sqlite-ground.ts'

it('waits for another process that writes, and lets everything else go on', async () => {
  const { journal, path } = await sqliteGround()
  const other = new DatabaseSync(path)
  onTestFinished(() => other.close())
  other.exec('BEGIN IMMEDIATE')
  const order: string[] = []
  const writing = [journal.insert(anOperation()), journal.insert(anOperation())].map((insert) =>
    insert.then(() => order.push('written')),
  )
  for (const turn of ['first', 'second', 'third']) {
    await pause(30)
    expect(await journal.list()).toEqual([])
    order.push(turn)
  }
  other.exec('COMMIT')
  await Promise.all(writing)
  expect(order).toEqual(['first', 'second', 'third', 'written', 'written'])
})

const busy = new JournalError('unavailable', 'busy', { cause: Object.assign(new Error('busy'), { errcode: 5 }) })

it('does not wait for ever', async () => {
  let tries = 0
  const work = (): never => {
    tries += 1
    throw busy
  }
  await expect(whenFree(work, 50)).rejects.toBe(busy)
  expect(tries).toBeGreaterThan(2)
})

it('waits for nothing else', async () => {
  const full = new JournalError('unavailable', 'full', { cause: Object.assign(new Error('full'), { errcode: 13 }) })
  let tries = 0
  const work = (): never => {
    tries += 1
    throw full
  }
  await expect(whenFree(work)).rejects.toBe(full)
  expect(tries).toBe(1)
})
