import { describe, it } from 'vitest'
import { itKeepsTheContract } from './contract.ts'
import { assertLikeTheModel } from './model.ts'
import { sqliteGround } from './sqlite-ground.ts'

describe('a journal in a SQLite file', () => {
  itKeepsTheContract(sqliteGround)

  it('is like the one in memory', () => assertLikeTheModel(sqliteGround, 60))
})
