import { InvalidInputError } from '../errors/family.ts'

/** Whether a text can be a task's id, and part of a path. Wider than the documented form, which may change. */
export const isTaskId = (text: unknown): text is string =>
  typeof text === 'string' && /^[\w.~-]{1,200}$/.test(text) && !/^\.+$/.test(text)

/** Checks a task id of the caller's. Throws `InvalidInputError`. */
export function parseTaskId(taskId: unknown): string {
  if (isTaskId(taskId)) return taskId
  throw new InvalidInputError([
    { field: 'taskId', message: 'must be a task id such as tk-hiapi-01HZTQ8BX2N3GM3YFK4Z9D7VQR' },
  ])
}
