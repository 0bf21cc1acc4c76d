import type { Mutant } from './mutant.ts'

/** Defects that let an effect happen twice, never, or under another name, or leave a task behind. */
export const settlingMutants: readonly Mutant[] = [
  {
    name: 'lost-race-ignored',
    defect: 'whoever loses the race for a revision goes on as if it had won',
    file: 'node/src/service/change.ts',
    find: `    if (await journal.replace(next, effect)) return next`,
    replace: `    await journal.replace(next, effect)
    return next`,
  },
  {
    name: 'commit-not-noted',
    defect: 'the record does not say that its effect was committed',
    file: 'node/src/service/life.ts',
    find: `next(operation, { isCommitted: true, dueAtMs })`,
    replace: `next(operation, { dueAtMs })`,
  },
  {
    name: 'settled-before-effect',
    defect: 'an operation is settled before its effect has happened',
    file: 'node/src/service/settle.ts',
    find: `  const settling = onSettled?.(task, context)`,
    replace: `  await change(journal, operationId, settle(clock.now() + retentionMs))
  const settling = onSettled?.(task, context)`,
  },
  {
    name: 'effect-id-random',
    defect: 'an effect that happens again has another id',
    file: 'node/src/service/settle.ts',
    find: `, operationId, owner, metadata }
  if`,
    replace: `, operationId, owner, metadata }
  Object.assign(context, { effectId: String(clock.now()) })
  if`,
  },
  {
    name: 'claim-never-extended',
    defect: 'an effect that takes long is begun by somebody else as well',
    file: 'node/src/service/claims.ts',
    find: `await Promise.all(Array.from(held, (operationId) => extend(operationId).catch(reportError)))`,
    replace: `void [extend, reportError]`,
  },
  {
    name: 'claim-moves-nothing',
    defect: 'a claim leaves its operation due, so that everybody works on it',
    file: 'node/src/service/life.ts',
    find: `next(operation, { dueAtMs: untilMs })`,
    replace: `next(operation, {})`,
  },
  {
    name: 'failures-not-counted',
    defect: 'an effect that always fails is tried for ever',
    file: 'node/src/service/life.ts',
    find: `failures: operation.failures + 1`,
    replace: `failures: operation.failures`,
  },
  {
    name: 'end-written-anew',
    defect: 'a task that has ended is written down as ended again',
    file: 'node/src/service/life.ts',
    find: `    isOpen(operation)
      ? next(operation, {
          state: 'final',`,
    replace: `    operation.revision > 0
      ? next(operation, {
          state: 'final',`,
  },
  {
    name: 'sweep-skips-final',
    defect: 'a sweep leaves effects to whoever died over them',
    file: 'node/src/service/sweep.ts',
    find: `dueOperations('final', tools)`,
    replace: `dueOperations('parked', tools)`,
  },
  {
    name: 'sweep-skips-intended',
    defect: 'a sweep leaves requests of unknown fate alone',
    file: 'node/src/service/sweep.ts',
    find: `dueOperations('intended', tools)`,
    replace: `dueOperations('parked', tools)`,
  },
  {
    name: 'sweep-skips-accepted',
    defect: 'a sweep does not ask for tasks that nobody was told of',
    file: 'node/src/service/sweep.ts',
    find: `dueOperations('accepted', tools)`,
    replace: `dueOperations('parked', tools)`,
  },
  {
    name: 'sweep-stops-at-an-error',
    defect: 'a sweep ends at the first operation that fails',
    file: 'node/src/service/in-parallel.ts',
    find: `await work(item.value).catch(reportError)`,
    replace: `await work(item.value)`,
  },
]
