import { setTimeout as sleep } from 'node:timers/promises'
import { peers } from '../clients/all-clients.ts'
import type { BenchClient } from '../clients/bench-client.ts'
import { nanoBanana } from '../clients/nano-banana.ts'
import type { Figure } from '../figure.ts'
import { percentile } from '../percentile.ts'
import { warmUp } from '../warm-up.ts'
import { type AbortPhase, abortPhases } from './abort-phases.ts'
import { type AbortRun, runAbort } from './run-abort.ts'

// Ours has a promise to keep; of the others the order of magnitude is enough.
// Calls start apart, or the aborts would wait for each other instead of for the client.
const ours = { runs: 210, apartMs: 15 }
const theirs = { runs: 24, apartMs: 50 }

/** How long a call takes to notice that it was aborted, in each phase of its life, and what it still sends. */
export async function* abort(): AsyncGenerator<Figure> {
  await warmUp()
  for (const phase of abortPhases) yield await measure(nanoBanana, phase, ours)
  for (const phase of abortPhases) {
    const inPhase = peers.filter((client) => phase.isFor?.(client) ?? true)
    for (const figure of await Promise.all(inPhase.map((client) => measure(client, phase, theirs)))) yield figure
  }
}

async function measure(client: BenchClient, phase: AbortPhase, { runs, apartMs }: typeof ours): Promise<Figure> {
  const started = Array.from({ length: runs }, async (_, index) => {
    await sleep(index * apartMs)
    return runAbort(client, phase)
  })
  const seen = (await Promise.all(started)).filter((run) => run !== undefined)
  return {
    bench: 'abort',
    client: client.name,
    version: client.version,
    case: phase.name,
    // Calls that had left the phase before the abort came do not count.
    n: seen.length,
    ...(seen.length > 0 && summary(seen)),
  }
}

function summary(runs: readonly AbortRun[]): Omit<Figure, 'bench' | 'client' | 'version' | 'case'> {
  const times = runs.map(({ settledMs }) => settledMs).filter((ms) => ms !== undefined)
  return {
    ...(times.length > 0 && {
      p50Ms: round(percentile(times, 50)),
      p99Ms: round(percentile(times, 99)),
      maxMs: round(Math.max(...times)),
      rejected: runs.filter(({ isRejected }) => isRejected).length,
    }),
    unsettled: runs.length - times.length,
    requestsAfterMax: Math.max(...runs.map(({ requestsAfter }) => requestsAfter)),
    cancelsMax: Math.max(...runs.map(({ cancels }) => cancels)),
  }
}

const round = (ms: number): number => Math.round(ms * 100) / 100
