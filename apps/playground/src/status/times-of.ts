import { steps } from './steps.ts'

/** How long a task stayed in each step, in milliseconds; nothing for what nobody saw begin and end. */
export function timesOf(seenAtMs: Readonly<Record<string, number>>): readonly (number | undefined)[] {
  if (seenAtMs['submitting'] === undefined) return []
  const ends = [seenAtMs['success'], seenAtMs['failed']]
  return steps.map((step, index) => {
    const fromMs = seenAtMs[step]
    const untilMs = [...steps.slice(index + 1).map((later) => seenAtMs[later]), ...ends].find(
      (atMs) => atMs !== undefined,
    )
    return step === 'success' || fromMs === undefined || untilMs === undefined ? undefined : untilMs - fromMs
  })
}
