import process from 'node:process'
import { abort } from './abort/abort.ts'
import { batch } from './batch/batch.ts'
import { callback } from './callback/callback.ts'
import type { Bench } from './figure.ts'
import { lostAnswer } from './lost-answer.ts'
import { outputs } from './outputs/outputs.ts'
import { retryAfter } from './retry-after.ts'
import { virtualWeek } from './virtual-week.ts'
import { follow } from './watch/follow.ts'

const benches = new Map<string, Bench>([
  ['lost-answer', lostAnswer],
  ['retry-after', retryAfter],
  ['abort', abort],
  ['virtual-week', virtualWeek],
  ['follow', follow],
  ['callback', callback],
  ['batch', batch],
  ['outputs', outputs],
])

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !benches.has(name))
if (unknown.length > 0) {
  process.stderr.write(`No bench is called ${unknown.join(', ')}. There are: ${[...benches.keys()].join(', ')}\n`)
  process.exitCode = 2
} else {
  for (const [name, bench] of benches) {
    if (asked.length > 0 && !asked.includes(name)) continue
    for await (const figure of bench()) process.stdout.write(`${JSON.stringify(figure)}\n`)
  }
}
