import { fork } from 'node:child_process'
import process from 'node:process'
import type { Figure } from '../figure.ts'
import { installedVersion } from '../installed-version.ts'
import { toldBy } from '../told-by.ts'
import type { waitingTrials } from './waiting-trials.ts'

interface Asked {
  readonly name: string
  readonly trial: keyof typeof waitingTrials
  readonly tasks: number
}

const trials: readonly Asked[] = [
  { name: 'bytes of an open wait()', trial: 'wait', tasks: 100_000 },
  { name: 'bytes of an open wait(), a loop each', trial: 'loop', tasks: 10_000 },
  { name: "bytes of the watch's own entry", trial: 'entry', tasks: 100_000 },
  { name: 'abort of one wait', trial: 'abort', tasks: 1_000 },
  { name: 'abort of one wait', trial: 'abort', tasks: 100_000 },
  { name: 'waits with a callback, no look due', trial: 'idle', tasks: 10_000 },
  { name: 'waits without a callback, 60 reads a minute', trial: 'busy', tasks: 10_000 },
]

/** What it costs a process to wait for many tasks at once: memory, time to let one go, and work. */
export async function* costOfWaiting(): AsyncGenerator<Figure> {
  for (const { name, trial, tasks } of trials) {
    yield {
      bench: 'follow',
      client: 'nano-banana',
      version: installedVersion('@nano-banana/node'),
      case: name,
      tasks,
      ...(await runApart(trial, tasks)),
    }
  }
}

async function runApart(trial: string, tasks: number): Promise<Readonly<Record<string, number>>> {
  const child = fork(new URL('./waiting-process.ts', import.meta.url), [trial, String(tasks)], {
    execArgv: [...process.execArgv, '--expose-gc'],
  })
  return Object.fromEntries(
    Object.entries(Object(await toldBy(child))).map(([name, value]) => [name, Math.round(Number(value) * 100) / 100]),
  )
}
