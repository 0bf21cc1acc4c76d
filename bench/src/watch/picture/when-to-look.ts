import { beatSeconds, contests, nameOf, onBeat } from '../beats.ts'
import { type Crowds, costOfCrowd } from '../cost-of-crowd.ts'
import { runCrowd } from '../run-crowd.ts'
import { lagSince } from './lag-since.ts'
import { createPanel, ink, linear, logarithmic, type Point } from './panel.ts'

const colours = [ink.one, ink.ten, ink.hundred] as const
const longestSeconds = 30

/** Draws what the rule does: the lag that it lets grow between two looks, and what that costs beside a fixed beat. */
export async function drawWhenToLook(): Promise<string> {
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 610" font-family="sans-serif" font-size="13" role="img">',
    '<title>When the shared watch looks, and what that costs</title>',
    await drawTeeth(),
    await drawContests(),
    '</svg>',
    '',
  ].join('\n')
}

async function drawTeeth(): Promise<string> {
  const panel = createPanel(
    'Expected lag of an open task; each dot is a look',
    34,
    linear('seconds since the tasks began', [0, 5, 10, 15, 20, 25, longestSeconds]),
    linear('seconds', [0, 0.1, 0.2, 0.3]),
  )
  const one = await runCrowd({
    tasks: 1,
    seed: 1,
    stages: { queued: 0, handling: longestSeconds * 1_000, archiving: 0 },
  })
  const hundred = await runCrowd({ tasks: 100, seed: 1 })
  const draw = (looksAtMs: readonly number[], colour: string): string => {
    const looks = looksAtMs.map((ms) => ms / 1_000).filter((seconds) => seconds <= longestSeconds)
    const teeth = looks.map((atSeconds, nth) => toothOf(looks[nth - 1] ?? 0, atSeconds))
    const tips = teeth.flatMap((tooth) => tooth.slice(-1))
    return [panel.line(teeth.flat(), colour), ...tips.map((tip) => panel.dot(tip, colour))].join('\n')
  }
  return [
    panel.frame,
    draw(hundred.readsAtMs, ink.hundred),
    draw(one.readsAtMs, ink.one),
    panel.text([0.4, 0.27], `one task of ${longestSeconds} s`, ink.one),
    panel.text([0.4, 0.24], 'a hundred tasks', ink.hundred),
  ].join('\n')
}

// From one look to the next: the lag grows, and what was looked at has none.
function toothOf(fromSeconds: number, toSeconds: number): readonly Point[] {
  const steps = 20
  const rise = Array.from({ length: steps + 1 }, (_, nth): Point => {
    const atSeconds = fromSeconds + ((toSeconds - fromSeconds) * nth) / steps
    return [atSeconds, lagSince(fromSeconds, atSeconds)]
  })
  return [[fromSeconds, 0], ...rise]
}

async function drawContests(): Promise<string> {
  const panel = createPanel(
    'Reads a task, and mean lag: large dots are the rule, small ones a list on a fixed beat',
    344,
    logarithmic('reads a task', [0.1, 0.2, 0.5, 1, 2, 5, 10, 20]),
    logarithmic('seconds', [0.5, 1, 2, 4]),
  )
  const parts = [panel.frame]
  for (const [nth, crowds] of contests.entries()) {
    const colour = colours[nth] ?? ink.text
    const points: Point[] = []
    for (const seconds of beatSeconds) points.push(await pointOf(onBeat(crowds, seconds)))
    parts.push(panel.line(points, colour), ...points.map((point) => panel.dot(point, colour)))
    parts.push(...points.map(([x, y], index) => panel.text([x * 1.06, y * 1.03], `${beatSeconds[index]} s`)))
    parts.push(panel.dot(await pointOf(crowds), colour, 6))
    const [x, y] = points.at(-1) ?? [1, 1]
    parts.push(panel.text([x * 0.85, y * 1.18], nameOf(crowds), colour))
  }
  return parts.join('\n')
}

async function pointOf(crowds: Crowds): Promise<Point> {
  const { getsATask, lagMeanMs } = await costOfCrowd(crowds)
  return [getsATask, lagMeanMs / 1_000]
}
