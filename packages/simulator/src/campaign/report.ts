import { invariants, notSimulated } from '../checker/invariants.ts'
import type { Range } from './campaign.ts'
import { type Counts, unmet } from './coverage.ts'
import type { Tally } from './stretch.ts'

/** The circumstances of a campaign. */
export interface Circumstances extends Range {
  readonly tookMs: number
  readonly commit: string
}

const dayMs = 24 * 60 * 60 * 1000
const number = (value: number): string => value.toLocaleString('en-US').replaceAll(',', ' ')

/** What a campaign came to, for people. */
export function reportOn(tally: Tally, { from, seeds, tookMs, commit }: Circumstances): string {
  const { faults, phases, states, carriers, invariants: checked } = tally.coverage
  const never = unmet(tally.coverage)
  return [
    `${number(tally.seeds)} schedules, seeds ${from} to ${from + seeds - 1}, commit ${commit}: ` +
      `${number(Math.round(tally.virtualMs / dayMs))} virtual days in ${(tookMs / 1000).toFixed(1)} s`,
    '',
    ...block('faults that struck', faults),
    ...block('requests by phase', phases),
    ...block('schedules by carrier', carriers),
    ...block('states told', states),
    'invariants, and how often each had something to check',
    ...invariants.map(({ id, claim }) => `  ${id} ${number(checked[id] ?? 0).padStart(10)}  ${claim}`),
    `  not simulated, so not checked: ${notSimulated.join(', ')}`,
    ...tally.failures
      .slice(0, 10)
      .flatMap(({ seed, violations }) =>
        violations.slice(0, 3).map(({ invariant, breach }) => `BROKEN in seed ${seed}: ${invariant} ${breach}`),
      ),
    ...(never.length > 0 ? [`NEVER REACHED, so not proven: ${never.join(', ')} (take more seeds)`] : []),
    '',
  ].join('\n')
}

function block(title: string, counts: Counts): readonly string[] {
  const lines: string[] = []
  let line = ' '
  for (const [name, count] of Object.entries(counts)) {
    const entry = ` ${name} ${number(count)}`
    if (line.length + entry.length > 118) {
      lines.push(line)
      line = ' '
    }
    line += line === ' ' ? entry : ` ·${entry}`
  }
  return [title, ...lines, line]
}
