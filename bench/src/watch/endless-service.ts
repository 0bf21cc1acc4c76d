import type { Transport } from '@nano-banana/node'

/** A service in this process whose tasks never end, and how often it was asked to read. */
export interface EndlessService {
  readonly transport: Transport
  readonly reads: () => number
}

const minuteMs = 60_000

/** The id of the nth task, from 0. */
export const endlessId = (nth: number): string => `tk-hiapi-${String(nth).padStart(26, '0')}`

/** An account with so many tasks, all of them being worked on, and a quota of so many requests a minute. */
export function createEndlessService(tasks: number, quota = Number.POSITIVE_INFINITY): EndlessService {
  const createdSeconds = Math.floor(Date.now() / 1_000)
  let made = 0
  let reads = 0
  let window = { endsAtMs: 0, used: 0 }

  const rowOf = (taskId: string): object => ({
    taskId,
    model: 'Nano-Banana-2',
    status: 'handling',
    created: createdSeconds,
  })

  function answer(method: string, path: string): object {
    if (method === 'POST') {
      made += 1
      return { taskId: endlessId(made - 1) }
    }
    reads += 1
    const { pathname, searchParams } = new URL(path, 'https://service.example')
    if (!searchParams.has('page')) return rowOf(pathname.split('/').at(-1) ?? '')
    const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('size'))]
    const newest = tasks - (page - 1) * size
    const rows = Array.from({ length: Math.max(0, Math.min(size, newest)) }, (_, nth) =>
      rowOf(endlessId(newest - 1 - nth)),
    )
    return { page, size, total: tasks, tasks: rows }
  }

  // Counts, and tells, as the service does; it is the client that keeps to it.
  function limits(): Readonly<Record<string, string>> {
    if (quota === Number.POSITIVE_INFINITY) return {}
    const nowMs = Date.now()
    if (nowMs >= window.endsAtMs) window = { endsAtMs: minuteMs * Math.ceil((nowMs + 1) / minuteMs), used: 0 }
    window.used += 1
    return {
      'x-ratelimit-limit': String(quota),
      'x-ratelimit-remaining': String(Math.max(0, quota - window.used)),
      'x-ratelimit-reset': String(window.endsAtMs / 1_000),
    }
  }

  return {
    transport: async ({ method, path }) => {
      const body = JSON.stringify({ code: 200, data: answer(method, path) })
      return { status: 200, headers: limits(), body }
    },
    reads: () => reads,
  }
}
