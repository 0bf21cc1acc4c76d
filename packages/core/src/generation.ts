import type { GenerateOptions, WaitOptions } from './call-options.ts'
import { createCell } from './cell.ts'
import { type GenerateTools, generate } from './generate.ts'
import { isKey } from './idempotency-key.ts'
import { keySafeMs } from './key-turns.ts'
import { type OperationStore, type StoredOperation, slotRecord } from './operation-store.ts'
import { recordOperation } from './record-operation.ts'
import { type Run, resultOf } from './run.ts'
import type { GenerateInput } from './schema/generate-input.ts'
import { type GenerationResult, idle, type TaskState } from './task-state/state.ts'
import { tellCaller } from './tell-caller.ts'
import { waitForTask } from './wait.ts'

/** One slot that runs one generation at a time, for a user interface to watch. */
export interface Generation {
  readonly get: () => TaskState
  /** Calls back on every new state; returns how to unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void
  /** Starts a run, or returns the one under way: a double click makes one picture. */
  readonly run: (input: GenerateInput, options?: GenerateOptions) => Promise<GenerationResult>
  /** Follows a task made earlier, unless something is under way. */
  readonly follow: (taskId: string, options?: WaitOptions) => Promise<GenerationResult>
  /** Takes up what the slot left unfinished, or finished, before a reload; nothing when there is nothing. */
  readonly resume: () => void
  /** Stops waiting. The task goes on and may bill; `resume` finds it again. */
  readonly abort: (reason?: unknown) => void
  /** Stops waiting and forgets what was. */
  readonly reset: () => void
}

/** How a slot is made. */
export interface SlotOptions {
  /** Names what to resume after a reload, where the client has a store. @default none: nothing is kept */
  readonly slot?: string | undefined
}

/** What a slot needs besides the flow's tools. */
export interface GenerationTools extends GenerateTools {
  readonly operations: OperationStore | undefined
  readonly reportError: (error: unknown) => void
}

type Begin = (run: Run, signal: AbortSignal) => Promise<void>

interface StartOptions {
  readonly options?: WaitOptions | undefined
  readonly resumed?: StoredOperation
}

/** An empty slot. */
export function createGeneration(tools: GenerationTools, { slot }: SlotOptions = {}): Generation {
  const { operations, clock, reportError } = tools
  const record = operations && slot !== undefined ? slotRecord(operations, slot, reportError) : undefined
  const cell = createCell<TaskState>(idle, reportError)
  let current: Promise<GenerationResult> | undefined
  let latest: AbortController | undefined

  function start(begin: Begin, { options, resumed }: StartOptions): Promise<GenerationResult> {
    if (current) return current
    const controller = new AbortController()
    latest = controller
    const isLatest = (): boolean => latest === controller
    const leave = (): void => {
      if (isLatest()) current = undefined
    }
    const tell = tellCaller(options, reportError)
    const onState = (state: TaskState): void => {
      // Whoever hears of the end may start the next run at once.
      if (state.phase !== 'submitting' && state.phase !== 'waiting') leave()
      if (isLatest()) cell.set(state)
      tell?.(state)
    }
    const onEvent = record && recordOperation({ record, now: clock.now, resumed, isLatest })
    const result = resultOf({ onEvent, onState }, (run) => begin(run, controller.signal)).finally(leave)
    current = result
    return result
  }

  const running =
    (input: GenerateInput, options?: GenerateOptions, keyUsedAtMs?: number): Begin =>
    (run, signal) =>
      generate({ input, options, signal, keyUsedAtMs }, run, tools)

  const following =
    (taskId: string, options?: WaitOptions): Begin =>
    (run, signal) =>
      waitForTask({ taskId, options, signal }, run, tools)

  function abort(reason?: unknown): void {
    // Whoever hears of it may start the next run at once.
    current = undefined
    latest?.abort(reason)
  }

  function reset(): void {
    const left = latest
    // Nobody hears of what it leaves.
    latest = undefined
    current = undefined
    record?.remove()
    cell.set(idle)
    left?.abort()
  }

  function resume(): void {
    const resumed = current ? undefined : record?.load()
    if (resumed === undefined) return
    const { taskId, input, delivery, idempotencyKey, startedAtMs } = resumed
    const ageMs = clock.now() - startedAtMs
    const isKeyFit = isKey(idempotencyKey) && ageMs >= 0 && ageMs <= keySafeMs
    // The service may have forgotten the key. The record stays: only a person may decide to pay again.
    if (taskId === undefined && !isKeyFit) return
    const begin =
      taskId === undefined ? running(input, { ...delivery, idempotencyKey }, startedAtMs) : following(taskId)
    // The error is in the state.
    start(begin, { resumed }).catch(() => undefined)
  }

  return {
    get: cell.get,
    subscribe: cell.subscribe,
    run: (input, options) => start(running(input, options), { options }),
    follow: (taskId, options) => start(following(taskId, options), { options }),
    resume,
    abort,
    reset,
  }
}
