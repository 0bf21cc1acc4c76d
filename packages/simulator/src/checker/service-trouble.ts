import type { Dated } from '../world/history.ts'
import type { Evidence } from './evidence.ts'

type Struck = Extract<Dated, { type: 'struck' }>

/** What befell a world, of some kinds. */
export const troubles = (
  { events }: Pick<Evidence, 'events'>,
  ...kinds: readonly Struck['fault'][]
): readonly Struck[] => events.filter((event) => event.type === 'struck').filter(({ fault }) => kinds.includes(fault))

/** By how much the wall clocks of a world may differ at most. */
export const wallIsOffMs = (evidence: Pick<Evidence, 'events'>): number =>
  troubles(evidence, 'wall_jump').reduce((sum, { ms = 0 }) => sum + Math.abs(ms), 0)
