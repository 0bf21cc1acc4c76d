import { randomUUID } from 'node:crypto'

/** One picture that was paid for. */
export interface Job {
  readonly id: string
  /** How often its status was read. */
  readonly reads: number
}

/** What a service remembers: every job that it has executed, and under which key. */
export interface Ledger {
  /** Executes a paid request, unless the same key has asked before; nothing when the key stood for another body. */
  readonly execute: (
    key: string | undefined,
    body: string,
  ) => { readonly job: Job; readonly isReplay: boolean } | undefined
  /** Reads a job's status once. */
  readonly look: (id: string) => Job | undefined
  /** Every job, in the order of payment. */
  readonly jobs: () => readonly Job[]
  /** Every idempotency key that came. */
  readonly keys: () => readonly string[]
}

/** An empty ledger. Every service here honours idempotency keys, also where its vendor says nothing of them: nobody loses for want of a listener. */
export function createLedger(): Ledger {
  const jobs = new Map<string, Job>()
  const keyed = new Map<string, { readonly body: string; readonly id: string }>()
  const add = (): Job => {
    const job = { id: `job-${randomUUID()}`, reads: 0 }
    jobs.set(job.id, job)
    return job
  }
  return {
    execute(key, body) {
      const known = key === undefined ? undefined : keyed.get(key)
      const first = known && jobs.get(known.id)
      if (first) return known.body === body ? { job: first, isReplay: true } : undefined
      const job = add()
      if (key !== undefined) keyed.set(key, { body, id: job.id })
      return { job, isReplay: false }
    },
    look(id) {
      const job = jobs.get(id)
      if (job === undefined) return undefined
      const seen = { ...job, reads: job.reads + 1 }
      jobs.set(id, seen)
      return seen
    },
    jobs: () => [...jobs.values()],
    keys: () => [...keyed.keys()],
  }
}
