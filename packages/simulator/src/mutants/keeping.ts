import type { Mutant } from './mutant.ts'

/** Defects in what a generation service writes down before it is paid for, and sends again. */
export const keepingMutants: readonly Mutant[] = [
  {
    name: 'post-before-insert',
    defect: 'a request is sent while its record is still being written',
    file: 'node/src/service/submit.ts',
    find: `  const stored = await journal.insert(intended)`,
    replace: `  const early = post(intended, { sentAtMs: undefined, signal: closed, priority }, tools).catch(() => undefined)
  const stored = await journal.insert(intended)
  await early`,
  },
  {
    name: 'known-wish-sent-anew',
    defect: 'whoever submits a wish a second time sends it, too, as it is now',
    file: 'node/src/service/submit.ts',
    find: `stored.submission === intended.submission`,
    replace: `stored.state === 'intended'`,
  },
  {
    name: 'other-wish-unnoticed',
    defect: 'another wish under a known name is taken for the same one',
    file: 'node/src/service/submit.ts',
    find: `wishIn(stored.body) !== wishIn(intended.body)`,
    replace: `stored.operationId !== intended.operationId`,
  },
  {
    name: 'key-derived-at-resume',
    defect: 'a request that is sent again bears another key',
    file: 'node/src/service/post.ts',
    find: `const { operationId, body, idempotencyKey } = operation`,
    replace: `const { operationId, body } = operation
  const idempotencyKey = operation.idempotencyKey + (sentAtMs === undefined ? '' : operation.revision)`,
  },
  {
    name: 'body-serialised-at-resume',
    defect: 'a request that is sent again is serialised anew',
    file: 'node/src/service/post.ts',
    find: `client.tasks.create(body, {`,
    replace: `client.tasks.create(sentAtMs === undefined ? body : JSON.stringify(JSON.parse(body), undefined, 1), {`,
  },
  {
    name: 'key-age-not-told',
    defect: 'a request that is sent again is taken for the first one',
    file: 'node/src/service/post.ts',
    find: `sentAtMs ?? (isLate ? operation.keyUsedAtMs : undefined)`,
    replace: `isLate ? sentAtMs : undefined`,
  },
  {
    name: 'key-used-to-its-end',
    defect: 'a key is used until the moment that the service may forget it',
    file: 'core/src/key-turns.ts',
    find: `keySafeMs = 23 * 60`,
    replace: `keySafeMs = 23.9 * 60`,
  },
  {
    name: 'account-not-compared',
    defect: 'a request is sent again with the key of another account',
    file: 'node/src/service/post.ts',
    find: `operation.account !== client.account) {`,
    replace: `operation.account === '') {`,
  },
  {
    name: 'expired-key-renewed',
    defect: 'a request whose key is too old is sent again instead of parked',
    file: 'node/src/service/post.ts',
    find: `if (error.keyExpired) return 'key_expired'`,
    replace: `if (error.keyExpired) return undefined`,
  },
  {
    name: 'doubt-parked-as-refused',
    defect: 'a request whose fate is unknown is parked as refused',
    file: 'node/src/service/post.ts',
    find: `error.outcome === 'rejected' && !error.retryable ?`,
    replace: `error.outcome !== 'not_sent' && !error.retryable ?`,
  },
]
