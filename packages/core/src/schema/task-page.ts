import * as z from 'zod/mini'
import { type TaskSnapshot, taskSchema } from './task.ts'

/** One page of the account's tasks, newest first. */
export interface TaskPage {
  readonly page: number
  readonly size: number
  /** How many tasks the account has in all. */
  readonly total: number
  readonly tasks: readonly TaskSnapshot[]
}

/** Reads the service's list answer; rows that are no tasks are left out. */
export const taskPageSchema = z.pipe(
  z.looseObject({ tasks: z.array(z.unknown()) }),
  z.transform(
    ({ page, size, total, tasks }): TaskPage => ({
      page: countOf(page) || 1,
      size: countOf(size),
      total: countOf(total),
      tasks: tasks.flatMap((row) => taskSchema.safeParse(row).data ?? []),
    }),
  ),
)

const countOf = (value: unknown): number => (typeof value === 'number' ? value : 0)
