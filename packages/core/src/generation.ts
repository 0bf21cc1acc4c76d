import { type GenerateOptions, type WaitOptions, waitOptionsSchema } from './call-options.ts'
import { createCell } from './cell.ts'
import { isNanoBananaError } from './errors/family.ts'
import { type GenerateTools, generateEvents, waitEvents } from './generate.ts'
import type { OperationStore } from './operation-store.ts'
import { recordOperation } from './record-operation.ts'
import { runToEnd } from './run-to-end.ts'
import type { GenerateInput } from './schema/generate-input.ts'
import { parse } from './schema/parse.ts'
import { keySafeMs } from './send.ts'
import { type GenerationResult, idle, type TaskEvent, type TaskState } from './task-state/state.ts'
import { tellCaller } from './tell-caller.ts'

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

type Open = (signal: AbortSignal) => AsyncIterable<TaskEvent>

interface StartOptions {
  readonly options?: WaitOptions | undefined
  readonly isResumed?: boolean
}

interface Run {
  readonly controller: AbortController
  readonly result: Promise<GenerationResult>
}

/** An empty slot. */
export function createGeneration(tools: GenerationTools, { slot }: SlotOptions = {}): Generation {
  const { operations: store, clock, reportError } = tools
  const cell = createCell<TaskState>(idle, reportError)
  let current: Run | undefined
  let latest: AbortController | undefined

  function start(open: Open, { options, isResumed = false }: StartOptions): Promise<GenerationResult> {
    if (current) return current.result
    const controller = new AbortController()
    latest = controller
    const tell = tellCaller(options, reportError)
    const events = open(controller.signal)
    const record = slot === undefined || !store ? undefined : { slot, store, now: clock.now, isResumed }
    const onState = (state: TaskState): void => {
      // A run that was left behind must not speak for the one that followed it.
      if (latest === controller) cell.set(state)
      tell(state)
    }
    const result = runToEnd(record ? recordOperation(events, record) : events, onState).finally(() => {
      if (current?.controller === controller) current = undefined
    })
    current = { controller, result }
    return result
  }

  const running =
    (input: GenerateInput, options?: GenerateOptions): Open =>
    (signal) =>
      generateEvents({ input, options, signal }, tools)

  const following =
    (taskId: string, options: WaitOptions = {}): Open =>
    (signal) =>
      waitEvents({ taskId, signal, parseCall: () => parse(waitOptionsSchema, options, 'options') }, tools)

  function abort(reason?: unknown): void {
    current?.controller.abort(reason)
    current = undefined
  }

  function reset(): void {
    abort()
    latest = undefined
    if (slot !== undefined) store?.remove(slot)
    cell.set(idle)
  }

  function resume(): void {
    const operation = slot === undefined || current ? undefined : store?.load(slot)
    if (operation === undefined) return
    const { taskId, input, idempotencyKey, startedAtMs } = operation
    // The service may have forgotten the key: only a person may decide to pay again.
    if (taskId === undefined && clock.now() - startedAtMs > keySafeMs) {
      reset()
      return
    }
    const open = taskId === undefined ? running(input, { idempotencyKey }) : following(taskId)
    start(open, { isResumed: true }).catch((error: unknown) => {
      // Nothing is there any more: that is no failure of anything asked for now.
      if (isNanoBananaError(error) && error.code === 'api' && error.status === 404) reset()
    })
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
