import { cpuUsage, memoryUsage } from 'node:process'
import { setTimeout as rest } from 'node:timers/promises'
import { type Client, createClient, pollWatch, requestQuota, sharedWatch, type Watch } from '@nano-banana/node'
import { percentile } from '../percentile.ts'
import { createEndlessService, endlessId } from './endless-service.ts'

/** What a trial tells of its process. */
export type Trial = (tasks: number) => Promise<Readonly<Record<string, number>>>

/** Trials of what it costs to wait, in real time. Each wants a process of its own, with `--expose-gc` where it counts bytes. */
export const waitingTrials = {
  /** Bytes of an open `wait()`. */
  async wait(tasks) {
    const { client } = connect(tasks)
    return { bytes: await bytesOfEach(tasks, (taskId) => client.wait(taskId)) }
  },
  /** The same where each wait is a loop of its own. */
  async loop(tasks) {
    const client = createClient({ transport: createEndlessService(tasks).transport, watch: pollWatch() })
    return { bytes: await bytesOfEach(tasks, (taskId) => client.wait(taskId)) }
  },
  /** Bytes of what the watch itself remembers of a wait. */
  async entry(tasks) {
    const { watch } = connect(tasks)
    const follower = { see: () => undefined, fail: () => undefined }
    const follow = (taskId: string): unknown =>
      watch().follow({ taskId, isNew: false, endsAtMs: Number.MAX_SAFE_INTEGER }, follower)
    return { bytes: await bytesOfEach(tasks, follow) }
  },
  /** From the abort of one wait to its end, in microseconds, while all the others go on. */
  async abort(tasks) {
    const { client } = connect(tasks)
    const aborted = 200
    for (let nth = aborted; nth < tasks; nth += 1) open(client.wait(endlessId(nth)))
    const controllers = Array.from({ length: aborted }, () => new AbortController())
    const waits = controllers.map(({ signal }, nth) => client.wait(endlessId(nth), { signal }).catch(() => undefined))
    await rest(50)
    const micros: number[] = []
    for (const [nth, controller] of controllers.entries()) {
      const startedAt = performance.now()
      controller.abort('enough')
      await waits[nth]
      micros.push((performance.now() - startedAt) * 1_000)
    }
    return { p50Micros: percentile(micros, 50), p95Micros: percentile(micros, 95) }
  },
  /** The share of a core while tasks with a callback wait and there is nothing to look for. */
  async idle(tasks) {
    const { client, reads } = connect(tasks)
    const callback = { url: 'https://app.example/callbacks', when: 'final' } as const
    for (let nth = 0; nth < tasks; nth += 1) open(client.generate({ prompt: 'A fox' }, { callback }))
    // The watch thinks about them once they are made, however busy the machine is, and looks after some twenty seconds.
    await rest(8_000)
    return await coreShare(5_000, reads)
  },
  /** The same for tasks without a callback, at the 60 reads a minute that the quota allows. */
  async busy(tasks) {
    const { client, reads } = connect(tasks, 60)
    for (let nth = 0; nth < tasks; nth += 1) open(client.wait(endlessId(nth)))
    await rest(3_000)
    return await coreShare(20_000, reads)
  },
} as const satisfies Readonly<Record<string, Trial>>

interface Connection {
  readonly client: Client
  readonly watch: () => Watch
  readonly reads: () => number
}

function connect(tasks: number, quota?: number): Connection {
  const { transport, reads } = createEndlessService(tasks, quota)
  let watch: Watch | undefined
  const client = createClient({
    transport,
    watch: (tools) => {
      watch = sharedWatch()(tools)
      return watch
    },
    ...(quota !== undefined && { quota: requestQuota() }),
  })
  return {
    client,
    watch: () => {
      if (watch === undefined) throw new Error('A client makes its watch at once')
      return watch
    },
    reads,
  }
}

// Nobody waits for the end: there is none.
const open = (wait: Promise<unknown>): void => void wait.catch(() => undefined)

const firstOnes = 1_000

async function bytesOfEach(count: number, make: (taskId: string) => unknown): Promise<number> {
  const ids = Array.from({ length: count }, (_, nth) => endlessId(nth))
  const made: unknown[] = new Array(count).fill(undefined)
  const makeFrom = (first: number, end: number): void => {
    for (let nth = first; nth < end; nth += 1) made[nth] = make(ids[nth] ?? '')
  }
  // What the engine compiles for the first of them is no part of any.
  makeFrom(0, firstOnes)
  const before = await heapUsed()
  makeFrom(firstOnes, count)
  const after = await heapUsed()
  if (made.length !== count) throw new Error('Whatever was made has to be kept until here')
  return (after - before) / (count - firstOnes)
}

async function heapUsed(): Promise<number> {
  if (globalThis.gc === undefined) throw new Error('Only a process with --expose-gc can count bytes')
  for (let round = 0; round < 3; round += 1) {
    // What is under way for a moment, such as the first look, is no part of what waits.
    await rest(200)
    globalThis.gc()
  }
  return memoryUsage().heapUsed
}

async function coreShare(forMs: number, reads: () => number): Promise<Readonly<Record<string, number>>> {
  const readsBefore = reads()
  const before = cpuUsage()
  const startedAt = performance.now()
  await rest(forMs)
  const { user, system } = cpuUsage(before)
  const cpuPercent = (user + system) / 10 / (performance.now() - startedAt)
  return { cpuPercent, reads: reads() - readsBefore }
}
