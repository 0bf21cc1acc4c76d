import { isTerminal, readTask, type TaskSnapshot } from '@nano-banana/core'
import { CallbackRejectedError } from './callback-rejected-error.ts'
import { isDeeper } from './json-depth.ts'

const maxLevels = 64
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Reads the task that a callback tells of. Throws `CallbackRejectedError` when it is none, or has not ended. */
export function parseEndedTask(body: Uint8Array): TaskSnapshot {
  const task = readTask(parseJson(body))
  if (task === undefined || !isTerminal(task.status) || !isTaskId(task.taskId) || !timesOf(task).every(isDate))
    throw new CallbackRejectedError('task')
  return task
}

function parseJson(body: Uint8Array): unknown {
  try {
    const json = decoder.decode(body)
    if (!isDeeper(json, maxLevels)) return JSON.parse(json)
  } catch {
    // The parser's own error quotes the body, which holds URLs that give access.
  }
  throw new CallbackRejectedError('body')
}

// What can stand in a path, as in core; never a path's own dots.
const isTaskId = (taskId: string): boolean => /^[\w.~-]{1,200}$/.test(taskId) && !/^\.+$/.test(taskId)

const timesOf = ({ createdAtMs, completedAtMs = 0, outputs }: TaskSnapshot): readonly number[] => [
  createdAtMs,
  completedAtMs,
  ...outputs.map(({ expiresAtMs = 0 }) => expiresAtMs),
]

// JSON may say 1e400, which is no date, and which no journal could write down.
const isDate = (ms: number): boolean => ms <= 8.64e15
