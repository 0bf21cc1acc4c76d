import { CallScope, type ScopeOptions, type ScopeTools } from './call-scope.ts'
import { asSdkError } from './errors/family.ts'
import type { ErrorFacts } from './errors/nano-banana-error.ts'
import { quietly } from './quietly.ts'
import type { TaskSnapshot } from './schema/task.ts'
import { advance } from './task-state/advance.ts'
import { type GenerationResult, idle, type TaskEvent, type TaskState } from './task-state/state.ts'
import type { Follower, Watch, WatchedTask } from './watch/watch.ts'

/** Who is told of a run. Neither throws. */
export interface RunListener {
  /** Hears everything that happens, before it is applied, and whether it changes the state. */
  readonly onEvent?: ((event: TaskEvent, isNews: boolean) => void) | undefined
  /** Hears each new state. */
  readonly onState?: ((state: TaskState) => void) | undefined
}

/** Makes a run and begins it. Resolves or rejects as its last state says. */
export const resultOf = (listener: RunListener, begin: (run: Run) => Promise<void>): Promise<GenerationResult> =>
  new Promise((resolve, reject) => {
    const run = new Run({ ...listener, resolve, reject })
    // Nobody is told anything before the caller has the promise.
    Promise.resolve(run)
      .then(begin)
      .catch((thrown) => run.fail(thrown))
  })

interface RunEnds {
  readonly resolve: (result: GenerationResult) => void
  readonly reject: (error: unknown) => void
}

/**
 * One call on its way: applies what happens to the state, event by event, and tells each new state. When it ends, its
 * scope is closed before anybody hears of it. A class with shared methods, because an open wait is little else, and
 * there may be a hundred thousand.
 */
export class Run implements Follower {
  readonly #told: RunListener & RunEnds
  #state = idle
  #scope: CallScope | undefined
  #isOver = false

  constructor(told: RunListener & RunEnds) {
    this.#told = told
  }

  /** Opens the scope of the call; the run closes it. */
  open(options: ScopeOptions, tools: ScopeTools): CallScope {
    this.#scope = new CallScope(options, tools)
    return this.#scope
  }

  apply(event: TaskEvent): void {
    const next = advance(this.#state, event)
    const isNews = next !== this.#state
    this.#told.onEvent?.(event, isNews)
    if (!isNews) return
    this.#state = next
    if (next.phase === 'succeeded') {
      const { phase: _, ...result } = next
      this.#end()
      this.#told.resolve(result)
    }
    if ('error' in next) {
      this.#end()
      this.#told.reject(next.error)
    }
    this.#told.onState?.(next)
  }

  /** Follows the task that was accepted, until it ends or the scope does. */
  follow(task: Omit<WatchedTask, 'endsAtMs'>, scope: CallScope, watch: Watch): void {
    scope.onEnd(() => this.fail(scope.toError(factsOf(this.#state))))
    if (this.#isOver) return
    scope.onEnd(watch.follow({ ...task, endsAtMs: scope.endsAtMs }, this))
  }

  see(task: TaskSnapshot): void {
    const state = this.#state
    if (state.phase !== 'waiting' || state.taskId !== task.taskId) return
    quietly(
      () => this.apply({ type: 'observed', task }),
      (thrown) => this.fail(thrown),
    )
  }

  fail(thrown: unknown): void {
    if (this.#isOver) return
    const error = asSdkError(thrown, factsOf(this.#state))
    this.apply(error.code === 'aborted' ? { type: 'aborted', error } : { type: 'failed', error })
    // Where nothing had begun, the state has not changed.
    this.#end()
    this.#told.reject(error)
  }

  #end(): void {
    this.#isOver = true
    this.#scope?.close()
  }
}

// Our own defects settle the state too, or a spinner would turn for ever.
const factsOf = (state: TaskState): ErrorFacts =>
  state.phase === 'waiting'
    ? { phase: 'watch', outcome: 'accepted', taskId: state.taskId }
    : { phase: 'submit', outcome: 'unknown' }
