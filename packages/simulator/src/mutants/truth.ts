import type { Mutant } from './mutant.ts'

/** Defects that tell a caller what is not so, or keep back what leads to a paid task. */
export const truthMutants: readonly Mutant[] = [
  {
    name: 'error-without-key',
    defect: 'an error of unknown outcome names no key',
    file: 'core/src/send.ts',
    find: `...{ phase, outcome, attempts, taskId, idempotencyKey },`,
    replace: `...{ phase, outcome, attempts, taskId },`,
  },
  {
    name: 'everything-unknown',
    defect: 'a plain refusal is called unknown',
    file: 'core/src/send.ts',
    find: `return before === 'unknown' || now === 'not_sent' ? before : now`,
    replace: `return now === 'not_sent' ? before : 'unknown'`,
  },
  {
    name: 'resume-forgets-doubt',
    defect: 'a slot that is taken up again takes a refusal for proof that nothing was billed',
    file: 'core/src/generation.ts',
    find: `{ ...delivery, idempotencyKey }, startedAtMs)`,
    replace: `{ ...delivery, idempotencyKey })`,
  },
  {
    name: 'retry-called-useless',
    defect: 'an error of unknown outcome says that asking again with its key cannot help',
    file: 'core/src/retry/judge.ts',
    find: `: { retry, retryable: true, outcome: 'unknown' }`,
    replace: `: { retry, retryable: false, outcome: 'unknown' }`,
  },
  {
    name: 'failed-task-told-as-picture',
    defect: 'a task that failed is reported as a picture',
    file: 'core/src/task-state/advance.ts',
    find: `if (task.status === 'success') return`,
    replace: `if (task.status === 'success' || task.status === 'fail') return`,
  },
  {
    name: 'outputs-dropped',
    defect: 'a picture is reported without its outputs',
    file: 'core/src/task-state/advance.ts',
    find: `outputs: task.outputs, task`,
    replace: `outputs: [], task`,
  },
  {
    name: 'success-without-outputs',
    defect: 'a success without outputs is taken for a picture',
    file: 'core/src/watch/poll-watch.ts',
    find: `if (status !== 'success' || outputs.length > 0) {`,
    replace: `if (status !== 'never' || outputs.length > 0) {`,
  },
  {
    name: 'watch-ends-early',
    defect: 'a watch ends before the task does',
    file: 'core/src/watch-task.ts',
    find: `      if (task) yield task
`,
    replace: `      if (task) yield task
      if (task?.status === 'handling') return
`,
  },
  {
    name: 'new-task-not-found',
    defect: 'a 404 right after the create ends the call',
    file: 'core/src/watch/patience.ts',
    find: `task.isNew && task.ageMs < visibilityLagMs &&`,
    replace: `task.isNew && task.ageMs < 0 &&`,
  },
  {
    name: 'wait-without-patience',
    defect: 'one look that failed for the moment ends the wait',
    file: 'core/src/watch/patience.ts',
    find: `error.retryable || isLagging ?`,
    replace: `isLagging ?`,
  },
  {
    name: 'attempts-without-bound',
    defect: 'attempts are bounded by the budget only',
    file: 'core/src/retry/retry-plan.ts',
    find: `if (retries >= maxRetries || `,
    replace: `if (`,
  },
  {
    name: 'attempt-without-timeout',
    defect: 'a dead connection eats the whole call',
    file: 'core/src/send.ts',
    find: `Math.min(tools.policy.attemptTimeoutMs, scope.remainingMs())`,
    replace: `scope.remainingMs()`,
  },
  {
    name: 'timeout-without-body',
    defect: "the attempt's time ends with the head of the answer: a body that stalls is waited for",
    file: 'http/src/http-transport.ts',
    find: `      lost = 'timeout'`,
    replace: `      if (lost === 'incomplete') return
      lost = 'timeout'`,
  },
  {
    name: 'redirect-followed',
    defect: 'a redirect is followed, with the key and the body',
    file: 'http/src/http-transport.ts',
    find: `redirect: 'manual'`,
    replace: `redirect: 'follow'`,
  },
  {
    name: 'slot-resumes-with-other-bytes',
    defect: 'a slot that is taken up again leaves out what the first run had asked for besides its input',
    file: 'core/src/generation.ts',
    find: `running(input, { ...delivery, idempotencyKey }, startedAtMs)`,
    replace: `running(input, { idempotencyKey }, startedAtMs)`,
  },
  {
    name: 'relay-hides-doubt',
    defect: 'the relay says that nothing was made although it does not know',
    file: 'node/src/relay/wire.ts',
    find: `return refuse(502, 'NO_ANSWER', { message: noAnswer, retryAfterMs })`,
    replace: `return refuse(400, 'REFUSED', { message: noAnswer, retryAfterMs })`,
  },
  {
    name: 'relay-passes-words-on',
    defect: "the relay passes the service's own words on to the browser",
    file: 'node/src/relay/wire.ts',
    find: `return refuseAs(thrown.status, { errorCode: thrown.apiCode, retryAfterMs })`,
    replace: `return refuse(thrown.status, thrown.apiCode ?? 'REFUSED', { message: thrown.message, retryAfterMs })`,
  },
  {
    name: 'relay-passes-urls-on',
    defect: "the relay hands out the service's own output URLs",
    file: 'node/src/relay/wire.ts',
    find: `url: \`\${basePath}/tasks/\${taskId}/outputs/\${index}\``,
    replace: `url: task.outputs[index]?.url`,
  },
]
