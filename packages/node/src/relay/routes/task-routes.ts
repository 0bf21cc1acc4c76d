import { notFound, succeed, wireTask } from '../wire.ts'
import type { Route } from './route-of.ts'

const listAtMost = 20

/** One task of the user's. */
export const taskRoute =
  (taskId = ''): Route =>
  async ({ request, user }, { tasks, basePath }) => {
    const task = await tasks.find(user.id, taskId, request.signal)
    return task ? succeed(wireTask(task, basePath)) : notFound()
  }

/** The user's newest tasks. The account-wide list never leaves the server. */
export const listRoute: Route = async ({ request, user }, { tasks, basePath }) => {
  const newest = user.isStranger ? [] : await tasks.newest(user.id, listAtMost, request.signal)
  const page = { page: 1, size: listAtMost, total: newest.length }
  return succeed({ ...page, tasks: newest.map((task) => wireTask(task, basePath)) })
}
