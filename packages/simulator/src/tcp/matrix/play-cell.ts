import { setTimeout } from 'node:timers/promises'
import { type FaultProxy, startFaultProxy } from '../proxy/fault-proxy.ts'
import { type Cell, isEndless } from './cell.ts'
import type { Job } from './job.ts'
import type { Report } from './report.ts'
import type { World } from './world.ts'

/** A cell whose call has settled, or will not. The proxy still runs, so that what comes late is seen. */
export interface PlayedCell {
  readonly cell: Cell
  readonly proxy: FaultProxy
  /** Nothing when the call did not settle in time. */
  readonly report: Report | undefined
  /** How often the client asked again after it had settled. */
  readonly lateFetches: () => number
}

/** How to play a cell. */
export interface PlayOptions {
  /** Whether the fault meets the second exchange of a connection instead of the first. */
  readonly isWarm: boolean
}

const deadlineMs = 20_000
const settlesWithinMs = 30_000
// Where the fault ends by itself the attempt's bound stays out of the way, so that no verdict hangs on the machine's pace.
const attemptTimeoutMs = (cell: Cell): number => (isEndless(cell) ? 700 : deadlineMs)

/** Plays one cell: a proxy of its own, an account of its own, one call. */
export async function playCell(cell: Cell, world: World, options: PlayOptions): Promise<PlayedCell> {
  const { kind, phase, request, name } = cell
  const isWarm = options.isWarm && phase !== 'connect'
  const apiKey = accountOf(cell)
  const taskId = request === 'get' ? await makeTask(world.serviceUrl, apiKey) : ''
  const proxy = await startFaultProxy({ target: world.serviceUrl, fault: { kind, phase, after: isWarm ? 1 : 0 } })
  const limits = { attemptTimeoutMs: attemptTimeoutMs(cell), deadlineMs }
  const job: Job = { type: 'job', cell: name, request, baseUrl: proxy.url, apiKey, taskId, isWarm, ...limits }
  let lateFetches = 0
  const settled = new Promise<Report>((resolve) => {
    world.give(job, (said) => {
      if (said.type === 'settled') return resolve(said)
      if (said.type === 'late') lateFetches += 1
      else void proxy.reopen()
    })
  })
  const tooLate = setTimeout(settlesWithinMs, undefined, { ref: false })
  try {
    const report = await Promise.race([settled, tooLate, world.broken])
    return { cell, proxy, report, lateFetches: () => lateFetches }
  } catch (error) {
    await proxy.close()
    throw error
  }
}

/** The account that a cell's tasks are billed to. */
export const accountOf = ({ name }: Cell): string => `sk-test-${name}`

/** A task made behind the client's back, for it to read. */
async function makeTask(serviceUrl: string, apiKey: string): Promise<string> {
  const response = await fetch(`${serviceUrl}/v1/tasks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'Nano-Banana-2', input: { prompt: 'A task to be read' } }),
  })
  const [taskId] = /tk-hiapi-\w{26}/.exec(await response.text()) ?? ['']
  return taskId
}
