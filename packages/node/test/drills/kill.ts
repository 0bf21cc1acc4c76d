// Batches whose processes are killed by SIGKILL: at each durable write of a small one, at random points of a large one, and
// over and over on one journal. Each is run again until it is done, and held against a batch that nobody has killed.
// Last line: how many processes were killed, how many pictures were lost, and how many tasks were billed twice.
import process, { argv, stdout } from 'node:process'
import { type Death, type DrilledBatch, openBatchRig } from './batch-rig.ts'

const [randomKills = 200, rows = 500, killsInARow = 50, seed = 1] = argv.slice(2).map(Number)
/** Batches at once: a batch mostly waits for the list of its tasks. */
const width = 4

const startedAt = performance.now()
const rig = await openBatchRig()
const random = seededRandom(seed)
const total = { killed: 0, lost: 0, double: 0 }

const fewWrites = await rig.measure(5)
const manyWrites = await rig.measure(rows)
tell(`${fewWrites} durable writes in a batch of 5 rows, ${manyWrites} in one of ${rows}, both unharmed`)

const everywhere = Array.from({ length: fewWrites }, (_, index) => index + 1).flatMap((at): readonly Death[] => [
  { at, when: 'before' },
  { at, when: 'after' },
])
await killEach(5, everywhere)
tell('before and after each durable write of 5 rows')

// A batch may be done before its death comes: then another one dies instead.
for (let missing = randomKills; missing > 0; ) {
  const anywhere = Array.from({ length: missing }, () => deathWithin(manyWrites))
  missing -= await killEach(rows, anywhere)
}
tell(`at random points of ${rows} rows, seed ${seed}`)

const again = rig.open(rows)
for (let nth = 0; nth < killsInARow; nth += 1) await kill(again, deathWithin((manyWrites / killsInARow) * 1.5))
await finish(again)
tell(`${killsInARow} kills in a row on one journal`)

await rig.close()
stdout.write(`${JSON.stringify(total)}\n`)
if (total.lost > 0 || total.double > 0) process.exitCode = 1

/** Gives each death a batch of its own, and lets that be finished. Tells how many have died. */
async function killEach(count: number, deaths: readonly Death[]): Promise<number> {
  const rest = deaths.values()
  const before = total.killed
  const worker = async (): Promise<void> => {
    for (const death of rest) {
      const batch = rig.open(count)
      await kill(batch, death)
      await finish(batch)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return total.killed - before
}

async function kill({ run }: DrilledBatch, death: Death): Promise<void> {
  if ((await run(death)) === undefined) total.killed += 1
}

async function finish({ run, judge }: DrilledBatch): Promise<void> {
  await run()
  const { lost, double } = judge()
  total.lost += lost
  total.double += double
}

function deathWithin(writes: number): Death {
  return {
    at: 1 + Math.floor(random() * writes),
    when: random() < 0.5 ? 'before' : 'after',
    laterMs: Math.floor(random() * 30),
  }
}

function tell(what: string): void {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
  stdout.write(`${seconds} s, ${total.killed} killed, ${total.lost} lost, ${total.double} double: ${what}\n`)
}

function seededRandom(from: number): () => number {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
