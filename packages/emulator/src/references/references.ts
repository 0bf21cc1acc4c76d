import type { Reference } from '../painter/references.ts'
import type { Failure, TaskRecord } from '../service/task-record.ts'
import { createShelf } from '../shelf.ts'
import { readReference } from './read-reference.ts'

/** What became of a request's references. */
export interface Reading {
  readonly references: readonly Reference[]
  /** Why a task cannot be made of them, when it cannot. */
  readonly failure: Failure | undefined
}

/** The references of the tasks. */
export interface References {
  /** Reads references: one that cannot be used fails the task, as it would on the real service. Never rejects. */
  readonly read: (urls: readonly string[]) => Promise<Reading>
  /** Keeps for a task what was read. */
  readonly keep: (taskId: string, reading: Reading) => void
  readonly of: (task: TaskRecord) => Promise<readonly Reference[]>
}

const keptBytes = 64 * 1024 * 1024
const bytesOf = (references: readonly Reference[]): number =>
  references.reduce((sum, { bytes }) => sum + (bytes?.byteLength ?? 0), 0)

/** No references yet; the signal ends whatever is being read. */
export function createReferences(stopSignal: AbortSignal): References {
  const shelf = createShelf({ capacity: keptBytes, weigh: bytesOf })
  const readAll = (urls: readonly string[]): Promise<readonly Reference[]> =>
    Promise.all(urls.map((url) => readReference(url, stopSignal)))

  return {
    async read(urls) {
      try {
        return { references: await readAll(urls), failure: undefined }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return { references: [], failure: { code: 'TASK_FAILED', message: `A reference cannot be used: ${reason}` } }
      }
    },
    keep: (taskId, { references }) => shelf.put(taskId, references),
    async of({ taskId, request }) {
      const kept = shelf.get(taskId)
      if (kept) return kept
      const urls = request.input.image_input
      // Those of older tasks are read again. A task that succeeded has its picture, even when they are gone meanwhile.
      return readAll(urls).catch(() => urls.map((url) => ({ url })))
    },
  }
}
