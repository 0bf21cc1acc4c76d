import { InvalidInputError } from '../errors/family.ts'

/** Checks a task id before it becomes part of a path. Throws `InvalidInputError`. */
export function parseTaskId(taskId: unknown): string {
  if (typeof taskId === 'string' && /^[\w-]{1,128}$/.test(taskId)) return taskId
  throw new InvalidInputError([
    { field: 'taskId', message: 'must be a task id such as tk-hiapi-01HZTQ8BX2N3GM3YFK4Z9D7VQR' },
  ])
}
