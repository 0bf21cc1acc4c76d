import type { Mutant } from './mutant.ts'

/** Defects of what follows many tasks at once, and keeps them within the quota. */
export const followingMutants: readonly Mutant[] = [
  {
    name: 'look-outlives-its-waits',
    defect: 'a look goes on although nobody waits for what it may tell',
    file: 'core/src/watch/shared/shared-watch.ts',
    find: `if (look.waiting === 0) look.controller.abort('nobody waits')`,
    replace: `void look.controller`,
  },
  {
    name: 'watch-timer-left',
    defect: 'the watch keeps its timer when nobody waits any more',
    file: 'core/src/watch/shared/shared-watch.ts',
    find: `if (tasks.isEmpty() && next) agenda.remove(next)`,
    replace: `void next`,
  },
  {
    name: 'watch-never-left',
    defect: 'a wait that has ended is not taken off the watch',
    file: 'core/src/run.ts',
    find: `scope.onEnd(watch.follow({ ...task, endsAtMs: scope.endsAtMs }, this))`,
    replace: `watch.follow({ ...task, endsAtMs: scope.endsAtMs }, this)`,
  },
  {
    name: 'row-taken-by-position',
    defect: 'a row of a page is taken for the task that was expected in its place',
    file: 'core/src/watch/shared/reader.ts',
    find: `const task = tasks.get(snapshot.taskId)`,
    replace: `const task = expected[index]`,
  },
  {
    name: 'missed-task-never-asked-for',
    defect: 'a task that a page did not show is not looked for any more',
    file: 'core/src/watch/shared/look-further.ts',
    find: `      task.isAlone = true`,
    replace: `      task.restsUntilMs = Number.POSITIVE_INFINITY`,
  },
  {
    name: 'list-failure-fails-its-tasks',
    defect: 'a page that cannot be had ends the waits for the tasks on it',
    file: 'core/src/watch/shared/reader.ts',
    find: `rest(task, error, () => standAlone(task))`,
    replace: `tasks.fail(task, error)`,
  },
  {
    name: 'empty-page-row-is-a-picture',
    defect: 'a success without outputs is told, when the shared watch sees it',
    file: 'core/src/watch/shared/open-tasks.ts',
    find: `if (snapshot.status === 'success' && snapshot.outputs.length === 0)`,
    replace: `if (snapshot.status === 'nothing')`,
  },
  {
    name: 'failure-told-to-all',
    defect: 'a read that is refused ends the waits for all tasks',
    file: 'core/src/watch/shared/reader.ts',
    find: `rest(task, error, () => tasks.fail(task, error))`,
    replace: `for (const each of [...tasks.all()]) tasks.fail(each, error)`,
  },
  {
    name: 'failed-look-ends-the-watch',
    defect: 'after a look that failed for the moment nobody looks again',
    file: 'core/src/watch/shared/reader.ts',
    find: `else task.restsUntilMs = nowMs + pauseMs`,
    replace: `else task.restsUntilMs = nowMs * pauseMs * 1e9`,
  },
  {
    name: 'look-at-the-last-moment',
    defect: 'a look begins when the last wait for its task is all but over',
    file: 'core/src/watch/read-for-watch.ts',
    find: `Math.min(longestMs, endsAtMs - clock.monotonic())`,
    replace: `longestMs`,
  },
  {
    name: 'place-never-freed',
    defect: 'a request that has ended keeps its place in the quota',
    file: 'core/src/quota/request-quota.ts',
    find: `      underWay -= 1`,
    replace: `      underWay -= answer ? 1 : 0`,
  },
  {
    name: 'line-never-moves',
    defect: 'who waits for the next minute of the quota is not called',
    file: 'core/src/quota/request-quota.ts',
    find: `alarm = agenda.add(clock.monotonic() + waitMs, admit)`,
    replace: `void waitMs`,
  },
  {
    name: 'doubt-before-the-line',
    defect: 'a request that still waits in line counts as sent',
    file: 'core/src/send.ts',
    find: `      const leave = await scope.guard((signal) => tools.quota.enter(priority, signal), facts)`,
    replace: `      if (kind !== 'read') outcome = 'unknown'
      const leave = await scope.guard((signal) => tools.quota.enter(priority, signal), facts)`,
  },
]
