import type { Reference } from '../painter/references.ts'
import type { Service } from '../service/service.ts'
import type { TaskRecord } from '../service/task-record.ts'
import { readReference } from './read-reference.ts'

/** The references of the tasks. */
export interface References {
  /** Reads a new task's references at once: one that cannot be read fails the task, as it would on the real service. */
  readonly prepare: (taskId: string) => void
  readonly of: (task: TaskRecord) => Promise<readonly Reference[]>
}

/** No references yet. */
export function createReferences(service: Service, now: () => number): References {
  const references = new Map<string, Promise<readonly Reference[]>>()
  return {
    prepare(taskId) {
      const urls = service.task(taskId)?.request.input.image_input ?? []
      if (urls.length === 0) return
      const reading = Promise.all(urls.map(readReference)).catch((error: Error) => {
        const message = `A reference cannot be used: ${error.message}`
        service.fail(taskId, { code: 'TASK_FAILED', message }, now())
        return []
      })
      references.set(taskId, reading)
    },
    of: async ({ taskId }) => references.get(taskId) ?? [],
  }
}
