import { type ScopeOptions, type ScopeTools, withScope } from '../call-scope.ts'
import type { SendTools } from '../send.ts'
import { getTask, listTasks } from '../task-api.ts'
import type { WantedFor, WatchTools } from './watch.ts'

// A look that takes longer is given up and made again.
const longestMs = 120_000

/** Lets a watch read for its whole client, by the client's own rules. */
export function readForWatch(tools: SendTools & ScopeTools): WatchTools {
  const { clock, agenda, quota, random } = tools
  const scopeOf = ({ signal, endsAtMs }: WantedFor): ScopeOptions => ({
    signals: [signal],
    deadlineMs: Math.min(longestMs, endsAtMs - clock.monotonic()),
  })
  return {
    ...{ clock, agenda, quota, random },
    readTask: ({ taskId, isNew }, wanted) =>
      withScope(scopeOf(wanted), tools, (scope) => getTask({ taskId, phase: 'watch', isOurs: isNew }, scope, tools)),
    readPage: (query, wanted) =>
      withScope(scopeOf(wanted), tools, (scope) => listTasks({ ...query, phase: 'watch' }, scope, tools)),
  }
}
