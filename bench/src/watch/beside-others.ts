import type { Figure } from '../figure.ts'
import { installedVersion } from '../installed-version.ts'
import { costOfCrowd } from './cost-of-crowd.ts'

const sizes = [
  { tasks: 10, seeds: 120 },
  { tasks: 100, seeds: 30 },
]
const apartMs = 20
/** For each of ours. */
const foreign = 9

/** What the tasks of others on the account cost: the reads and the lag beside them, held against those without. */
export async function* besideOthers(): AsyncGenerator<Figure> {
  for (const { tasks, seeds } of sizes) {
    const alone = await costOfCrowd({ tasks, seeds, apartMs })
    const beside = await costOfCrowd({ tasks, seeds, apartMs, foreign })
    const about = { bench: 'follow', client: 'nano-banana', version: installedVersion('@nano-banana/node'), n: seeds }
    const name = `${tasks} tasks, ${apartMs} ms apart`
    const others = `${foreign} of others before each`
    yield { ...about, case: name, ...alone }
    yield { ...about, case: `${name}, ${others}`, ...beside }
    const times = { getsTimes: ratio(beside.gets, alone.gets), lagP95Times: ratio(beside.lagP95Ms, alone.lagP95Ms) }
    yield { ...about, case: `${name}: ${others}, against none`, ...times }
  }
}

const ratio = (one: number, other: number): number => Math.round((one / other) * 100) / 100
