import type { Mutant } from './mutant.ts'

/** Defects that pay twice, or lie about what was paid. */
export const billingMutants: readonly Mutant[] = [
  {
    name: 'new-key-per-attempt',
    defect: 'every attempt carries a new idempotency key',
    file: 'core/src/attempt.ts',
    find: `'idempotency-key': idempotencyKey })`,
    replace: `'idempotency-key': idempotencyKey + Math.random() })`,
  },
  {
    name: 'body-serialised-again',
    defect: 'a repetition serialises the body anew, in other bytes',
    file: 'core/src/send.ts',
    find: `await attemptOnce(request, tools,`,
    replace: `await attemptOnce(attempts > 1 && request.body ? { ...request, body: JSON.stringify(JSON.parse(request.body), null, 1) } : request, tools,`,
  },
  {
    name: 'retry-around-the-call',
    defect: 'a submit that failed is submitted once more, as a new task',
    file: 'core/src/generate.ts',
    find: `    tools,
  )
  run.apply({ type: 'accepted', taskId, replayed })`,
    replace: `    tools,
  ).catch(() => createTask({ request: { model, input, ...delivery }, idempotencyKey: idempotencyKey && tools.newKey() }, scope, tools))
  run.apply({ type: 'accepted', taskId, replayed })`,
  },
  {
    name: 'keyless-retried',
    defect: 'a request without a key is repeated although its fate is unknown',
    file: 'core/src/retry/judge.ts',
    find: `kind === 'keyless'
    ? {`,
    replace: `kind === 'read'
    ? {`,
  },
  {
    name: 'gateway-page-taken-for-refusal',
    defect: "a gateway's 503 page counts as the service's refusal",
    file: 'core/src/retry/judge.ts',
    find: `if (status === 503 && isEnvelope)`,
    replace: `if (status === 503)`,
  },
  {
    name: 'timeout-counts-as-unsent',
    defect: 'an attempt that timed out counts as never sent',
    file: 'core/src/retry/judge.ts',
    find: `    case 'unreachable':
      return`,
    replace: `    case 'unreachable':
    case 'timeout':
      return`,
  },
  {
    name: 'cut-answer-counts-as-refused',
    defect: 'an answer whose body was cut counts as a refusal',
    file: 'core/src/retry/judge.ts',
    find: `    case 'incomplete':
    case 'unreadable':
      return ambiguous('broken_answer', kind)`,
    replace: `    case 'incomplete':
    case 'unreadable':
      return refused`,
  },
  {
    name: 'processing-counts-as-refused',
    defect: '409 PROCESSING counts as a refusal, although the first request is being executed',
    file: 'core/src/retry/judge.ts',
    find: `return ambiguous('processing', kind)`,
    replace: `return refused`,
  },
  {
    name: 'doubt-forgotten',
    defect: 'a refusal after a lost answer says that nothing was billed',
    file: 'core/src/send.ts',
    find: `return before === 'unknown' || now === 'not_sent' ? before : now`,
    replace: `return now === 'not_sent' ? before : now`,
  },
  {
    name: 'sent-counts-as-unsent',
    defect: 'an abort while the request is under way says that nothing was sent',
    file: 'core/src/send.ts',
    find: `if (kind !== 'read') outcome = 'unknown'`,
    replace: `if (kind === 'keyless') outcome = 'unknown'`,
  },
  {
    name: 'key-never-too-old',
    defect: 'a key is used again however old it is',
    file: 'core/src/key-turns.ts',
    find: `export const keySafeMs = 23 * 60 * 60 * 1000`,
    replace: `export const keySafeMs = 48 * 60 * 60 * 1000`,
  },
  {
    name: 'doubt-ends-with-the-call',
    defect: 'a refusal is believed although an earlier call under the same key ended in doubt',
    file: 'core/src/key-turns.ts',
    find: `const isInDoubt = ages.has(key)`,
    replace: `const isInDoubt = lines.has(key)`,
  },
  {
    name: 'key-age-without-the-wall-clock',
    defect: "a key's age stands still while the computer sleeps",
    file: 'core/src/key-turns.ts',
    find: `Math.max(monotonic() - startedAt, now() - usedAtMs)`,
    replace: `monotonic() - startedAt`,
  },
  {
    name: 'key-age-before-the-pause-only',
    defect: "a key's age is not looked at again after a pause",
    file: 'core/src/send.ts',
    find: `if (isKeyOld()) {`,
    replace: `if (isKeyOld() && attempts === 0) {`,
  },
  {
    name: 'relay-derives-new-key',
    defect: 'the relay derives another key each time a browser asks again',
    file: 'node/src/relay/tasks/client-tasks.ts',
    find: `const key = await deriveKey(userId, operationId)`,
    replace: `const key = await deriveKey(userId, operationId + Math.random())`,
  },
]
