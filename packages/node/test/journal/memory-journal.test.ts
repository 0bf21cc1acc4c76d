import { describe, it } from 'vitest'
import { itKeepsTheContract } from './contract.ts'
import { assertLikeTheModel, memoryGround } from './model.ts'

describe('a journal in memory', () => {
  itKeepsTheContract(async () => memoryGround())

  // Tries the stories themselves out.
  it('is its own model', () => assertLikeTheModel(async () => memoryGround(), 200))
})
