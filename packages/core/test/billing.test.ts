import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type AnyNanoBananaError, createClient, type GenerateOptions, isNanoBananaError } from '../src/index.ts'
import { createFakeClock } from './fake-clock.ts'
import { createFakeService, type Fault, faults } from './fake-service.ts'
import { taskId } from './wire.ts'

const script = fc.array(fc.constantFrom(...faults), { maxLength: 14 })
const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const runs = { seed: 20_260_101, numRuns: 250 }

interface Story {
  readonly script: readonly Fault[]
  readonly random: number
  readonly options?: GenerateOptions
  /** When the caller gives up. */
  readonly abortAfterMs?: number
}

/** Plays one `generate` against a service that keeps books. */
async function play({ script: turns, random, options, abortAfterMs }: Story) {
  const clock = createFakeClock({ deadlineMs: options?.deadlineMs ?? 600_000 })
  const { transport, ledger, posts, early } = createFakeService(turns, clock)
  let sent = 0
  let keys = 0
  const client = createClient({
    transport: (request) => {
      sent += 1
      return transport(request)
    },
    clock,
    random: () => random,
    newKey: () => `key-${++keys}`,
  })
  const controller = new AbortController()
  if (abortAfterMs !== undefined) clock.after(abortAfterMs, () => controller.abort())

  const end = await client
    .generate({ prompt: 'a cat' }, { ...options, signal: controller.signal })
    .catch((error: unknown) => error)
  const sentAtEnd = sent
  await clock.elapse(1_000_000)

  if (sent !== sentAtEnd) throw new Error('a request after the end')
  if (early() > 0) throw new Error('earlier than asked')
  if (clock.pending() > 0) throw new Error('a timer was left behind')
  const error = isNanoBananaError(end) ? end : undefined
  if (end instanceof Error && error === undefined) throw end
  return { error, ledger, posts, ms: clock.monotonic() }
}

function checkOutcome(error: AnyNanoBananaError | undefined, tasks: number): void {
  if (error === undefined || error.outcome === 'accepted') {
    if (tasks !== 1) throw new Error(`${tasks} tasks, but one is claimed`)
    if (error && error.taskId !== taskId) throw new Error('a paid task without its id')
  } else if (error.outcome !== 'unknown' && tasks > 0) {
    throw new Error(`${error.outcome}, but ${tasks} task was made`)
  }
}

function checkKeyed({ error, ledger, posts }: Awaited<ReturnType<typeof play>>): void {
  if (ledger.length > 1) throw new Error(`${ledger.length} tasks were paid`)
  const said = posts.map(({ headers, body }) => JSON.stringify([headers, body]))
  if (new Set(said).size > 1) throw new Error('a retry said something else')
  if (posts[0] && posts[0].headers['idempotency-key'] !== 'key-1') throw new Error('no key')
  if (error?.outcome === 'unknown' && error.idempotencyKey !== 'key-1') throw new Error('the key was lost')
  checkOutcome(error, ledger.length)
}

it('pays for at most one task with a key, whatever happens on the way', async () => {
  await fc.assert(
    fc.asyncProperty(script, unit, async (turns, random) => checkKeyed(await play({ script: turns, random }))),
    runs,
  )
})

it('pays for at most one task with a key, whenever the caller gives up', async () => {
  await fc.assert(
    fc.asyncProperty(script, unit, fc.nat(40_000), async (turns, random, abortAfterMs) =>
      checkKeyed(await play({ script: turns, random, abortAfterMs })),
    ),
    runs,
  )
})

it('pays for at most one task with a key, whatever the deadline', async () => {
  await fc.assert(
    fc.asyncProperty(script, unit, fc.integer({ min: 1, max: 40_000 }), async (turns, random, deadlineMs) =>
      checkKeyed(await play({ script: turns, random, options: { deadlineMs } })),
    ),
    runs,
  )
})

it('sends nothing more without a key once an attempt is of unknown fate', async () => {
  const isProof: readonly Fault[] = ['unreachable', 'busy', 'throttled']
  await fc.assert(
    fc.asyncProperty(script, unit, async (turns, random) => {
      const { error, ledger, posts } = await play({ script: turns, random, options: { idempotencyKey: false } })
      const provenPosts = [...turns, 'none' as const].findIndex((fault) => !isProof.includes(fault))
      if (posts.length > provenPosts + 1) throw new Error('a keyless request was repeated')
      if (ledger.length > 1) throw new Error(`${ledger.length} tasks were paid`)
      checkOutcome(error, ledger.length)
    }),
    runs,
  )
})

it('makes two pictures of two calls, and one of two calls with one key', async () => {
  const clock = createFakeClock()
  const { transport, ledger } = createFakeService(['lost after', 'lost after', 'lost after'], clock)
  const client = createClient({ transport, clock })
  const ask = (options?: GenerateOptions) => client.generate({ prompt: 'a cat' }, options)
  await Promise.all([ask(), ask()])
  expect(ledger).toHaveLength(2)
  await Promise.all([ask({ idempotencyKey: 'mine' }), ask({ idempotencyKey: 'mine' })])
  expect(ledger).toHaveLength(3)
})
