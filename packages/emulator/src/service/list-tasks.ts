import { type Reply, succeed } from './reply.ts'
import type { TaskRecord } from './task-record.ts'
import { isSeen, show, type View } from './view.ts'

/** GET /v1/tasks: newest first; what is out of range is set to the defaults. @see contract: Endpoints */
export function listTasks(query: URLSearchParams, oldestFirst: readonly TaskRecord[], view: View): Reply {
  const page = wholeOr(query.get('page'), { from: 1, to: Number.MAX_SAFE_INTEGER, otherwise: 1 })
  const size = wholeOr(query.get('size'), { from: 1, to: 100, otherwise: 10 })
  const total = oldestFirst.findLastIndex((task) => isSeen(task, view)) + 1
  const end = Math.max(total - (page - 1) * size, 0)
  const rows = oldestFirst.slice(Math.max(end - size, 0), end).reverse()
  return succeed({ page, size, total, tasks: rows.map((task) => show(task, view)) })
}

function wholeOr(
  text: string | null,
  { from, to, otherwise }: { readonly from: number; readonly to: number; readonly otherwise: number },
): number {
  const value = text === null || !/^\d+$/.test(text) ? otherwise : Number(text)
  return value >= from && value <= to ? value : otherwise
}
