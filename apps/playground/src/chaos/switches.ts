/** What can be broken on purpose. */
export const switchNames = [
  'lostAnswers',
  'tooManyRequests',
  'serverErrors',
  'slowNetwork',
  'droppedCallbacks',
  'lateCallbacks',
  'duplicateCallbacks',
  'unknownStatus',
  'expiredOutputs',
  'pullThePlug',
] as const

/** One of those. */
export type SwitchName = (typeof switchNames)[number]

/** What is broken just now. */
export type Switches = Readonly<Record<SwitchName, boolean>>

/** Nothing is. */
const allOff: Switches = {
  lostAnswers: false,
  tooManyRequests: false,
  serverErrors: false,
  slowNetwork: false,
  droppedCallbacks: false,
  lateCallbacks: false,
  duplicateCallbacks: false,
  unknownStatus: false,
  expiredOutputs: false,
  pullThePlug: false,
}

/** Reads switches from any value; what is missing or makes no sense is off. */
export function parseSwitches(value: unknown): Switches {
  const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  const switches: Record<SwitchName, boolean> = { ...allOff }
  for (const name of switchNames) switches[name] = given[name] === true
  return switches
}
