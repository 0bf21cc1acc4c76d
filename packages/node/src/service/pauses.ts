/** When a step that has failed so often is taken again: from 5 seconds, doubling to five minutes, spread by a fifth. */
export const failurePauseMs = (failures: number, random: () => number): number =>
  Math.min(300_000, 5_000 * 2 ** failures) * (0.9 + 0.2 * random())

/** When a task that still runs is looked for again: when it is half as old again, after 10 seconds to 30 minutes. */
export const lookPauseMs = (ageMs: number): number => Math.min(1_800_000, Math.max(10_000, ageMs / 2))

/** Nobody looks for a task before this when the service is to call back: until then it may be on its way. */
export const callbackDueMs = 120_000
