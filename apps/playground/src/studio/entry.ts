import type { TaskOutput, TaskState } from '@nano-banana/react'
import { parseWish, type Wish } from '../wish/wish.ts'

/** What is known of one generation, and kept over reloads. */
export interface Facts {
  readonly id: string
  readonly wish: Wish
  readonly sentAtMs: number
  /** When each state was first seen here, by its word, in Unix milliseconds. */
  readonly seenAtMs: Readonly<Record<string, number>>
  /** Once the task exists. */
  readonly taskId?: string
  /** Once it has succeeded. */
  readonly outputs?: readonly TaskOutput[]
}

/** One generation as it stands. */
export interface Entry extends Facts {
  readonly state: TaskState
}

/** Reads facts that an earlier visit stored; `undefined` when they are not any. */
export function parseFacts(stored: unknown): Facts | undefined {
  if (!isRecord(stored)) return undefined
  const { id, sentAtMs, seenAtMs, taskId, outputs } = stored
  const wish = parseWish(stored['wish'])
  if (!wish || typeof id !== 'string' || typeof sentAtMs !== 'number' || !isTimes(seenAtMs)) return undefined
  return {
    id,
    wish,
    sentAtMs,
    seenAtMs,
    ...(typeof taskId === 'string' && { taskId }),
    ...(isOutputs(outputs) && { outputs }),
  }
}

/** The state that kept facts stand for: only a finished task needs nobody to look again. */
export function stateOf({ taskId, outputs, sentAtMs }: Facts): TaskState {
  if (taskId === undefined || !outputs?.length) return { phase: 'idle' }
  const task = { taskId, model: 'Nano-Banana-2', status: 'success', createdAtMs: sentAtMs, outputs }
  return { phase: 'succeeded', taskId, outputs, task, replayed: false }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isTimes = (value: unknown): value is Record<string, number> =>
  isRecord(value) && Object.values(value).every((time) => typeof time === 'number')

const isOutputs = (value: unknown): value is readonly TaskOutput[] =>
  Array.isArray(value) &&
  value.every((output) => isRecord(output) && typeof output['url'] === 'string' && typeof output['type'] === 'string')
