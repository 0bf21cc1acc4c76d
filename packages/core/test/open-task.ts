import { createDurations } from '../src/watch/shared/durations.ts'
import type { OpenTask } from '../src/watch/shared/open-task.ts'

/** A task of the client's own, made at time zero and not looked at yet. */
export const openTask = (taskId: string, extra: Partial<OpenTask> = {}): OpenTask => ({
  ...{ taskId, isNew: true, hasCallback: false, durations: createDurations(), waits: [] },
  ...{ sinceMs: 0, bornMs: 0, seenMs: 0, restsUntilMs: 0 },
  ...{ order: undefined, place: undefined, misses: 0, isAlone: false },
  ...{ latest: undefined, emptyMs: undefined, look: undefined },
  ...extra,
})
