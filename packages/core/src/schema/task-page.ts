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
  z.object({
    page: z.catch(z.number(), 1),
    size: z.catch(z.number(), 0),
    total: z.catch(z.number(), 0),
    tasks: z.array(z.unknown()),
  }),
  z.transform(
    (wire): TaskPage => ({
      ...wire,
      tasks: wire.tasks.flatMap((row) => taskSchema.safeParse(row).data ?? []),
    }),
  ),
)
