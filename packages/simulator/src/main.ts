import { execFileSync } from 'node:child_process'
import process, { stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { runCampaign } from './campaign/campaign.ts'
import { unmet } from './campaign/coverage.ts'
import { reportOn } from './campaign/report.ts'
import { shrink } from './campaign/shrink.ts'
import { storyOf } from './campaign/story-of.ts'
import { simulate } from './simulate.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20000' },
    from: { type: 'string', default: '1' },
    replay: { type: 'string' },
  },
})

const whole = (name: string, text: string): number => {
  if (/^\d{1,10}$/.test(text)) return Number(text)
  throw new Error(`--${name} must be a whole number, not ${text}`)
}

if (values.replay === undefined) await campaign()
else await replay(whole('replay', values.replay))

async function campaign(): Promise<void> {
  const range = { from: whole('from', values.from), seeds: whole('seeds', values.seeds) }
  const startedAt = performance.now()
  const tally = await runCampaign(range)
  const tookMs = performance.now() - startedAt
  stdout.write(`${reportOn(tally, { ...range, tookMs, commit: commit() })}\n`)
  const [first] = tally.failures
  if (first) await replay(first.seed)
  if (tally.failures.length > 0 || unmet(tally.coverage).length > 0) process.exitCode = 1
  stdout.write(`${JSON.stringify({ seeds: tally.seeds, violations: tally.failures.length })}\n`)
}

// A schedule that fails is shown with as little in it as it takes.
async function replay(seed: number): Promise<void> {
  const verdict = await simulate(seed)
  if (verdict.violations.length === 0) {
    stdout.write(`Seed ${seed} keeps every promise:\n${storyOf(verdict.events)}\n`)
    return
  }
  const { verdict: smallest, kept } = await shrink(seed, verdict)
  stdout.write(
    `\nSeed ${seed}, with only ${kept.join(', ') || 'its operations'} left in it:\n${storyOf(smallest.events)}\n`,
  )
  for (const { invariant, breach } of smallest.violations) stdout.write(`${invariant} BROKEN: ${breach}\n`)
  stdout.write(`Again: npm run sim -- --replay ${seed}\n`)
  process.exitCode = 1
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return 'unknown'
  }
}
