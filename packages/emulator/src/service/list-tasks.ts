import { type Reply, succeed } from './service-answer.ts'
import { type TaskRecord, wireTaskAt } from './task-record.ts'

/** GET /v1/tasks: newest first; what is out of range is set to the defaults. @see contract: Endpoints */
export function listTasks(
  query: URLSearchParams,
  newestFirst: readonly TaskRecord[],
  { nowMs, origin }: { readonly nowMs: number; readonly origin: string },
): Reply {
  const page = wholeOr(query.get('page'), { from: 1, to: Number.MAX_SAFE_INTEGER, otherwise: 1 })
  const size = wholeOr(query.get('size'), { from: 1, to: 100, otherwise: 10 })
  const rows = newestFirst.slice((page - 1) * size, page * size)
  return succeed({ page, size, total: newestFirst.length, tasks: rows.map((task) => wireTaskAt(task, nowMs, origin)) })
}

function wholeOr(
  text: string | null,
  { from, to, otherwise }: { readonly from: number; readonly to: number; readonly otherwise: number },
): number {
  const value = text === null || !/^\d+$/.test(text) ? otherwise : Number(text)
  return value >= from && value <= to ? value : otherwise
}
