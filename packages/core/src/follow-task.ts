import type { CallScope } from './call-scope.ts'
import { asSdkError } from './errors/family.ts'
import type { ErrorFacts } from './errors/nano-banana-error.ts'
import type { TaskSnapshot } from './schema/task.ts'
import type { SendTools } from './send.ts'
import { getTask } from './task-api.ts'
import { isTerminal } from './task-state/status.ts'
import type { Watch, WatchedTask } from './watch/watch.ts'

/** What following needs. */
export interface FollowTools extends SendTools {
  readonly watch: Watch
}

/** What is known of a task before it is followed. */
export type FollowedTask = Pick<WatchedTask, 'taskId' | 'isNew' | 'isReplayed' | 'resolution' | 'hasCallback'>

/** The snapshots of one task, as the client's watch brings them, up to the terminal one. */
export async function* followTask(
  { taskId, isNew, ...known }: FollowedTask,
  scope: CallScope,
  tools: FollowTools,
): AsyncGenerator<TaskSnapshot, void> {
  const { clock } = tools
  const startedAt = clock.monotonic()
  const facts = (): ErrorFacts => ({ phase: 'watch', outcome: 'accepted', taskId })
  const snapshots = tools.watch.follow({
    ...known,
    taskId,
    isNew,
    endsAtMs: scope.endsAtMs,
    read: () => getTask({ taskId, phase: 'watch', isOurs: isNew }, scope, tools),
    pause: (ms) => scope.guard((signal) => clock.sleep(ms, signal), facts),
    ageMs: () => clock.monotonic() - startedAt,
    onEnd: (listener) => scope.onEnd(() => listener(scope.toError(facts()))),
  })
  try {
    for await (const task of snapshots) {
      if (task.taskId !== taskId) continue
      yield task
      if (isTerminal(task.status)) return
    }
  } catch (thrown) {
    throw asSdkError(thrown, facts())
  }
}
