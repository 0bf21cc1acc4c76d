import { readWaitOptions, type WaitOptions } from './call-options.ts'
import type { ScopeTools } from './call-scope.ts'
import type { Run } from './run.ts'
import { parse } from './schema/parse.ts'
import { parseTaskId } from './schema/task-id.ts'
import type { Watch } from './watch/watch.ts'

/** A task made earlier, and how the caller wants to follow it. */
export interface WaitCall {
  readonly taskId: string
  readonly options: WaitOptions | undefined
  /** Ends the call as the caller's own signal does. */
  readonly signal?: AbortSignal
}

/** What waiting needs. */
export interface WaitTools extends ScopeTools {
  readonly watch: Watch
}

/** Lets a run follow a task made earlier. */
export async function waitForTask(call: WaitCall, run: Run, tools: WaitTools): Promise<void> {
  const taskId = parseTaskId(call.taskId)
  const { signal, deadlineMs } = parse(readWaitOptions, call.options ?? {}, 'options')
  const scope = run.open({ signals: [signal, call.signal], deadlineMs }, tools)
  run.apply({ type: 'accepted', taskId, replayed: false })
  run.follow({ taskId, isNew: false }, scope, tools.watch)
}
