import { createAgenda } from './agenda.ts'
import { type Clock, systemClock } from './clock.ts'
import type { GenerationTools } from './generation.ts'
import { createKeyTurns } from './key-turns.ts'
import { newRandomKey } from './new-key.ts'
import type { OperationStore } from './operation-store.ts'
import { quietly } from './quietly.ts'
import { type CreateQuota, noQuota } from './quota/quota.ts'
import { createRetryBudget } from './retry/retry-budget.ts'
import { type RetryOptions, readRetryOptions } from './retry/retry-options.ts'
import { parse } from './schema/parse.ts'
import { safely, type Trace } from './trace.ts'
import type { Transport } from './transport.ts'
import { pollWatch } from './watch/poll-watch.ts'
import { readForWatch } from './watch/read-for-watch.ts'
import type { CreateWatch } from './watch/watch.ts'

/** The parts of a client. Only the transport has no default. */
export interface ClientOptions {
  readonly transport: Transport
  /** Makes the idempotency key of each new task. @default 128 random bits */
  readonly newKey?: () => string
  readonly retry?: RetryOptions
  /** @default the platform's time */
  readonly clock?: Clock
  /** Numbers from 0 to below 1, for jitter. @default Math.random */
  readonly random?: () => number
  /** Where the snapshots of open tasks come from. @default a read every 3 seconds */
  readonly watch?: CreateWatch
  /** What keeps the client within the service's limits. @default nothing does */
  readonly quota?: CreateQuota
  /** Sees every attempt. @default nobody */
  readonly trace?: Trace
  /** Where slots with a name keep what a reload needs. @default nowhere */
  readonly operations?: OperationStore
  /** Gets what a listener or `onUpdate` throws. @default rethrows it outside of any call */
  readonly reportError?: (error: unknown) => void
}

/** Fills in what the caller left out; one set of tools, and one retry budget, per client. */
export function toTools({ clock = systemClock, retry, trace, ...options }: ClientOptions): GenerationTools {
  const agenda = createAgenda(clock)
  const tools = {
    transport: options.transport,
    clock,
    agenda,
    quota: (options.quota ?? noQuota)({ clock, agenda }),
    random: options.random ?? Math.random,
    newKey: options.newKey ?? newRandomKey,
    policy: parse(readRetryOptions, retry ?? {}, 'retry'),
    budget: createRetryBudget(clock),
    keyTurns: createKeyTurns(clock),
    trace: trace ? safely(trace) : () => undefined,
    operations: options.operations,
    reportError: harmless(options.reportError ?? rethrowOutside),
  }
  const createWatch = options.watch ?? pollWatch()
  return { ...tools, watch: createWatch(readForWatch(tools)) }
}

function rethrowOutside(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}

// A reporter that throws while it reports must not cost a picture either.
const harmless =
  (reportError: (error: unknown) => void) =>
  (error: unknown): void =>
    quietly(() => reportError(error))
