import type { CallScope } from './call-scope.ts'
import type { ErrorFacts } from './errors/nano-banana-error.ts'
import type { TaskSnapshot } from './schema/task.ts'
import type { SendTools } from './send.ts'
import { getTask } from './task-api.ts'
import type { Watch } from './watch/watch.ts'

/** What following needs. */
export interface FollowTools extends SendTools {
  readonly watch: Watch
}

/** The snapshots of one task, as the client's watch brings them, for as long as the scope lasts. */
export function followTask(
  { taskId, isNew }: { readonly taskId: string; readonly isNew: boolean },
  scope: CallScope,
  tools: FollowTools,
): AsyncIterable<TaskSnapshot> {
  const startedAt = tools.clock.monotonic()
  const facts = (): ErrorFacts => ({ phase: 'watch', outcome: 'accepted', taskId })
  return tools.watch({
    taskId,
    isNew,
    read: () => getTask({ taskId, phase: 'watch' }, scope, tools),
    pause: (ms) => scope.guard((signal) => tools.clock.sleep(ms, signal), facts),
    ageMs: () => tools.clock.monotonic() - startedAt,
  })
}
