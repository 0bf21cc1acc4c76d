import type { Mutant } from './mutant.ts'

/** Defects that lose a task, leave something behind, or let a stranger's error or the key out. */
export const lifecycleMutants: readonly Mutant[] = [
  {
    name: 'status-goes-back',
    defect: 'an old answer moves a task back',
    file: 'core/src/task-state/advance.ts',
    find: `const isOldAnswer = rank !== -1 && rank < state.rank`,
    replace: `const isOldAnswer = rank === -2`,
  },
  {
    name: 'failure-not-terminal',
    defect: 'a task that failed is watched on',
    file: 'core/src/task-state/advance.ts',
    find: `if (task.status === 'fail') return`,
    replace: `if (task.status === 'nothing') return`,
  },
  {
    name: 'unknown-status-terminal',
    defect: 'a status that nobody knows ends the watch',
    file: 'core/src/task-state/status.ts',
    find: `status === 'success' || status === 'fail'`,
    replace: `!['queued', 'handling', 'archiving'].includes(status)`,
  },
  {
    name: 'terminal-state-overwritten',
    defect: 'a finished run is told its earlier status again',
    file: 'core/src/run.ts',
    find: `    this.#told.onState?.(next)`,
    replace: `    this.#told.onState?.(next)
    if (next.phase === 'succeeded')
      this.#told.onState?.({ phase: 'waiting', taskId: next.taskId, status: 'handling', rank: 1, replayed: false })`,
  },
  {
    name: 'deadline-timer-left',
    defect: "the deadline's timer outlives its call",
    file: 'core/src/call-scope.ts',
    find: `this.#tools.agenda.remove(this.#deadline)`,
    replace: `void this.#deadline`,
  },
  {
    name: 'listener-left',
    defect: "a listener stays on the caller's signal",
    file: 'core/src/call-scope.ts',
    find: `if (signal) this.onEnd(onAbort(signal, close))`,
    replace: `if (signal) onAbort(signal, close)`,
  },
  {
    name: 'abort-waits-for-the-work',
    defect: 'an abort is passed on but not acted upon',
    file: 'core/src/call-scope.ts',
    find: `(): void => reject(this.toError(facts()))`,
    replace: `(): void => void this.toError(facts())`,
  },
  {
    name: 'listener-breaks-the-run',
    defect: "what the caller's listener throws ends the call",
    file: 'core/src/tell-caller.ts',
    find: `isolate(() => onUpdate(state), reportError)`,
    replace: `state.phase === 'waiting' ? onUpdate(state) : isolate(() => onUpdate(state), reportError)`,
  },
  {
    name: 'raw-failure-escapes',
    defect: 'a failure of the transport is not translated',
    file: 'core/src/attempt.ts',
    find: `if (isNanoBananaError(cause)) throw cause`,
    replace: `if (isNanoBananaError(cause) || cause instanceof Error) throw cause`,
  },
  {
    name: 'turn-never-ends',
    defect: 'a failed call keeps its turn with the key for ever',
    file: 'core/src/task-api.ts',
    find: `  } finally {
    end(isCertain)
  }`,
    replace: `  } finally {
    if (isCertain) end(isCertain)
  }`,
  },
  {
    name: 'slot-kept-too-late',
    defect: 'a slot is written down when the task exists, not before the request leaves',
    file: 'core/src/record-operation.ts',
    find: `keep(wasThere && known ? known : { idempotencyKey, input, delivery, startedAtMs: now() })`,
    replace: `operation = wasThere && known ? known : { idempotencyKey, input, delivery, startedAtMs: now() }`,
  },
  {
    name: 'slot-forgotten-on-error',
    defect: 'a slot forgets its key when a run ends in any error',
    file: 'core/src/record-operation.ts',
    find: `if (!wasThere && 'error' in event && isUnsent(event.error.outcome)) forget()`,
    replace: `if (!wasThere && 'error' in event) forget()`,
  },
  {
    name: 'slot-resumes-under-new-key',
    defect: 'a slot that is taken up again asks under a new key',
    file: 'core/src/generation.ts',
    find: `running(input, { ...delivery, idempotencyKey }, startedAtMs)`,
    replace: `running(input, { ...delivery }, startedAtMs)`,
  },
  {
    name: 'slot-resumes-at-any-age',
    defect: 'a slot asks again after the service has forgotten its key',
    file: 'core/src/generation.ts',
    find: `ageMs >= 0 && ageMs <= keySafeMs`,
    replace: `ageMs >= 0`,
  },
  {
    name: 'slot-runs-twice',
    defect: 'a double click makes two pictures',
    file: 'core/src/generation.ts',
    find: `    if (current) return current
    const controller`,
    replace: `    const controller`,
  },
  {
    name: 'key-echoed-in-body',
    defect: 'an answer that echoes the API key is passed on as it is',
    file: 'http/src/http-transport.ts',
    find: `        body: redact(body),`,
    replace: `        body,`,
  },
  {
    name: 'key-echoed-in-header',
    defect: 'a header that echoes the API key is passed on as it is',
    file: 'http/src/http-transport.ts',
    find: `[name, redact(value)]`,
    replace: `[name, value]`,
  },
  {
    name: 'relay-shows-anybody',
    defect: 'the relay shows a task to whoever knows its id',
    file: 'node/src/relay/ownership.ts',
    find: `owners.has(taskId) && owners.get(taskId) === userId`,
    replace: `owners.has(taskId) && userId !== ''`,
  },
]
