import type { GenerateOptions } from './call-options.ts'
import { createCell } from './cell.ts'
import { type GenerateTools, generateEvents } from './generate.ts'
import { runToEnd } from './run-to-end.ts'
import type { GenerateInput } from './schema/generate-input.ts'
import { type GenerationResult, idle, type TaskState } from './task-state/state.ts'
import { tellCaller } from './tell-caller.ts'

/** One slot that runs one generation at a time, for a user interface to watch. */
export interface Generation {
  readonly get: () => TaskState
  /** Calls back on every new state; returns how to unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void
  /** Starts a run, or returns the one under way: a double click makes one picture. */
  readonly run: (input: GenerateInput, options?: GenerateOptions) => Promise<GenerationResult>
  /** Stops waiting. The task goes on and may bill. */
  readonly abort: (reason?: unknown) => void
  /** Stops waiting and forgets what was. */
  readonly reset: () => void
}

/** What a slot needs besides the flow's tools. */
export interface GenerationTools extends GenerateTools {
  readonly reportError: (error: unknown) => void
}

/** An empty slot. */
export function createGeneration(tools: GenerationTools): Generation {
  const cell = createCell<TaskState>(idle, tools.reportError)
  let current: { readonly controller: AbortController; readonly result: Promise<GenerationResult> } | undefined
  let latest: AbortController | undefined

  function start(input: GenerateInput, options: GenerateOptions | undefined): Promise<GenerationResult> {
    const controller = new AbortController()
    latest = controller
    const events = generateEvents({ input, options, signal: controller.signal }, tools)
    // A run that was left behind must not speak for the one that followed it.
    const tell = tellCaller(options, tools.reportError)
    const onState = (state: TaskState): void => {
      if (latest === controller) cell.set(state)
      tell(state)
    }
    const result = runToEnd(events, onState).finally(() => {
      if (current?.controller === controller) current = undefined
    })
    current = { controller, result }
    return result
  }

  function abort(reason?: unknown): void {
    current?.controller.abort(reason)
    current = undefined
  }

  return {
    get: cell.get,
    subscribe: cell.subscribe,
    run: (input, options) => current?.result ?? start(input, options),
    abort,
    reset() {
      abort()
      latest = undefined
      cell.set(idle)
    },
  }
}
