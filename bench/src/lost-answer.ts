import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { allClients } from './clients/all-clients.ts'
import type { BenchClient } from './clients/bench-client.ts'
import type { Figure } from './figure.ts'
import type { FaultPlan } from './service/fault.ts'
import { type Stub, startStub } from './service/start-stub.ts'

interface LostAnswerCase {
  readonly name: string
  readonly plan: FaultPlan
  readonly needsPolls?: boolean
}

const cases: readonly LostAnswerCase[] = [
  { name: 'nothing goes wrong', plan: () => undefined },
  { name: 'answer lost once', plan: ({ asks, nth }) => (asks === 'draw' && nth === 1 ? { type: 'reset' } : undefined) },
  { name: 'every answer lost', plan: ({ asks }) => (asks === 'draw' ? { type: 'reset' } : undefined) },
  { name: 'body cut once', plan: ({ asks, nth }) => (asks === 'draw' && nth === 1 ? { type: 'cut' } : undefined) },
  {
    name: 'gateway 502 once',
    plan: ({ asks, nth }) => (asks === 'draw' && nth === 1 ? { type: 'gateway', status: 502 } : undefined),
  },
  {
    name: 'gateway 503 once',
    plan: ({ asks, nth }) => (asks === 'draw' && nth === 1 ? { type: 'gateway', status: 503 } : undefined),
  },
  {
    name: 'one 429 on a status poll',
    needsPolls: true,
    plan: ({ asks, nth }) =>
      asks === 'status' && nth === 1 ? { type: 'refuse', status: 429, headers: { 'retry-after': '1' } } : undefined,
  },
]

// Far longer than anyone's last retry, so that only a call that hangs meets it.
const longestMs = 45_000

/** How often a picture is paid for when the answer to a paid request does not arrive, and what the caller is left with. */
export async function* lostAnswer(): AsyncGenerator<Figure> {
  // Everything at once: nothing here is timed, and most of it is waiting.
  const figures = cases.map((one) => allClients.map((client) => runCase(client, one)))
  for (const figure of figures.flat()) yield figure
}

async function runCase(client: BenchClient, { name, plan, needsPolls = false }: LostAnswerCase): Promise<Figure> {
  const figure = { bench: 'lost-answer', client: client.name, version: client.version, case: name }
  if (needsPolls && client.pollEveryMs === undefined) return { ...figure, paid: 'n/a' }
  const stub = await startStub({ protocol: client.protocol, plan })
  const end = await Promise.race([
    client.draw(stub.url).then(
      (picture) => ({ picture }),
      (error: unknown) => ({ error }),
    ),
    sleep(longestMs, { error: new Error('no end in sight') }, { ref: false }),
  ])
  const result = {
    ...figure,
    sent: stub.arrivals().filter(({ asks }) => asks === 'draw').length,
    keyed: stub.ledger.keys().length > 0,
    paid: stub.ledger.jobs().length,
    ...('error' in end
      ? { picture: false, error: nameOf(end.error), recoverable: namesAJob(end.error, stub) }
      : { picture: stub.ledger.jobs().some(({ id }) => end.picture?.includes(id)) }),
  }
  await stub.close()
  return result
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.constructor.name : typeof error)

// Wherever the error keeps it: in its message, a field, a header, a cause.
function namesAJob(error: unknown, { ledger }: Stub): boolean {
  const everything = inspect(error, { depth: 20, showHidden: true, getters: true, maxStringLength: null })
  return [...ledger.jobs().map(({ id }) => id), ...ledger.keys()].some((name) => everything.includes(name))
}
