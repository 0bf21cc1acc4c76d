import { describe, expect, it } from 'vitest'
import { itKeepsTheContract } from './contract.ts'
import { assertLikeTheModel } from './model.ts'
import { usePostgres } from './postgres-ground.ts'
import { startWriter } from './start-writer.ts'

const setup = usePostgres()

describe('a journal in PostgreSQL', () => {
  itKeepsTheContract(setup)

  it('is like the one in memory', () => assertLikeTheModel(setup, 15))

  it('loses no write of two processes that write the same operations, and make its tables first', async () => {
    const { place, journal, marks } = await setup()
    const operationIds = ['a', 'b', 'c']
    const writers = [1, 2].map(() => startWriter({ place, operationIds, revisions: 20 }))
    await Promise.all(writers.map(({ ended }) => ended))
    const all = operationIds.flatMap((id) => Array.from({ length: 40 }, (_, index) => `${id} ${index + 2}`))
    expect(writers.flatMap(({ lines }) => lines).toSorted()).toEqual(all.toSorted())
    expect((await marks()).toSorted()).toEqual(all.toSorted())
    expect((await journal.list()).map(({ revision }) => revision)).toEqual([41, 41, 41])
  })
})
