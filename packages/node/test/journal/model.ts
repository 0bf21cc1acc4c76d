import { memoryJournal, operationStates } from '@nano-banana/core'
import fc from 'fast-check'
import { expect } from 'vitest'
import { anOperation } from './an-operation.ts'
import type { Ground } from './contract.ts'

const ids = ['a', 'b', 'c', 'Zoe', 'Zoë'] as const
const id = fc.constantFrom(...ids)
const state = fc.constantFrom(...operationStates)
const timeMs = fc.oneof(fc.nat(5), fc.double({ min: 0, max: 5, noNaN: true }))
const facts = fc.record({
  state,
  owner: fc.constantFrom(undefined, 'one', 'two'),
  dueAtMs: fc.option(timeMs),
  metadata: fc.option(fc.jsonValue(), { nil: undefined }),
  body: fc.string({ unit: 'binary' }),
  hasTask: fc.boolean(),
})
const query = fc.record(
  {
    states: fc.uniqueArray(state),
    owner: fc.constantFrom('one', 'two'),
    dueByMs: timeMs,
    first: fc.constantFrom('oldest' as const, 'newest' as const),
    after: fc.record({ operationId: id, createdAtMs: timeMs }),
    limit: fc.nat(4),
  },
  { requiredKeys: [] },
)

const insert = fc.record({ act: fc.constant('insert' as const), id, createdAtMs: timeMs, facts })
const replace = fc.record({
  act: fc.constant('replace' as const),
  id,
  ahead: fc.constantFrom(1, 1, 1, 1, 0, -1, 2),
  effect: fc.constantFrom('none', 'marks', 'throws'),
  facts,
})
const forget = fc.record({ act: fc.constant('forget' as const), dueByMs: timeMs })
const list = fc.record({ act: fc.constant('list' as const), query })
const steps = fc.array(fc.oneof(insert, insert, replace, replace, replace, forget, list), {
  minLength: 5,
  maxLength: 40,
})

type Step = typeof steps extends fc.Arbitrary<(infer Each)[]> ? Each : never

/** Does to a journal, and to the one in memory, whatever comes to mind: both must always say the same. */
export async function assertLikeTheModel<Tx>(setup: () => Promise<Ground<Tx>>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const ground = await setup()
      const model = memoryGround()
      for (const step of story) expect(await perform(ground, step)).toEqual(await perform(model, step))
      expect(await everythingIn(ground)).toEqual(await everythingIn(model))
    }),
    { seed: 20_260_101, numRuns },
  )
}

async function perform<Tx>({ journal, mark }: Ground<Tx>, step: Step): Promise<unknown> {
  switch (step.act) {
    case 'insert': {
      const { id, createdAtMs } = step
      return journal.insert(anOperation({ operationId: id, createdAtMs, ...factsOf(step) }))
    }
    case 'replace': {
      const stored = (await journal.get(step.id)) ?? anOperation({ operationId: step.id, revision: 0 })
      const next = { ...stored, revision: stored.revision + step.ahead, ...factsOf(step) }
      const error = step.effect === 'throws' ? new Error('refused') : undefined
      const effect = step.effect === 'none' ? undefined : mark(next.body, error)
      return journal.replace(next, effect).catch((thrown: unknown) => thrown)
    }
    case 'forget':
      return journal.forget(step.dueByMs)
    case 'list':
      return journal.list(step.query)
  }
}

function factsOf({ id, facts: { hasTask, ...rest } }: Extract<Step, { readonly facts: unknown }>) {
  return { ...rest, ...(hasTask && { taskId: `task of ${id}` }) }
}

async function everythingIn<Tx>({ journal, marks }: Ground<Tx>): Promise<unknown> {
  const found = ids.flatMap((id) => [
    journal.get(id),
    journal.getByTask(`task of ${id}`),
    journal.getByToken(`token-${id}`),
  ])
  return [await journal.list(), await journal.count(), await Promise.all(found), await marks()]
}

/** A journal in memory; what its effects do cannot be taken back, so they throw before. */
export function memoryGround(): Ground<undefined> {
  const marks: string[] = []
  return {
    journal: memoryJournal(),
    mark: (text, error) => () => {
      if (error) throw error
      marks.push(text)
    },
    marks: async () => marks,
  }
}
