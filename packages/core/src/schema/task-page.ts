import { recordOf } from './lenient.ts'
import { answerSchemaOf } from './schema-of.ts'
import { readTask, type TaskSnapshot } from './task.ts'

/** One page of the account's tasks, newest first. */
export interface TaskPage {
  readonly page: number
  readonly size: number
  /** How many tasks the account has in all. */
  readonly total: number
  readonly tasks: readonly TaskSnapshot[]
}

/** Reads the service's list answer, nothing when it is none; rows that are no tasks are left out. */
export function readTaskPage(value: unknown): TaskPage | undefined {
  const { page, size, total, tasks } = recordOf(value)
  if (!Array.isArray(tasks)) return undefined
  return {
    page: countOf(page) || 1,
    size: countOf(size),
    total: countOf(total),
    tasks: tasks.flatMap((row) => readTask(row) ?? []),
  }
}

/** `readTaskPage` as a schema. */
export const taskPageSchema = /* @__PURE__ */ answerSchemaOf(readTaskPage)

const countOf = (value: unknown): number => (typeof value === 'number' ? value : 0)
