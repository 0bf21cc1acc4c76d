import type { Twin } from '../backend/twin.ts'
import { chaoticFetch } from './chaotic-fetch.ts'
import { type Chaos, openChaos } from './open-chaos.ts'
import { type SentCount, sentCount } from './sent-count.ts'
import { type TwinControl, twinControl } from './twin-control.ts'

/** All that can be broken behind the page, and what counts it. */
export interface Breakable {
  readonly chaos: Chaos
  readonly control: TwinControl
  readonly sent: SentCount
  readonly fetch: typeof globalThis.fetch
}

/** What it is made of. */
export interface BreakableTools {
  readonly twin: Twin
  readonly folder: string
  readonly pull: (() => void) | undefined
  readonly fetch: typeof globalThis.fetch
}

/** Makes what is behind the page breakable; only a twin is ever broken. */
export function breakable({ twin, folder, pull, fetch }: BreakableTools): Breakable {
  const control = twinControl(twin)
  const chaos = openChaos({ control, folder, pull })
  const sent = sentCount(folder)
  return { chaos, control, sent, fetch: chaoticFetch({ fetch, chaos, sent }) }
}
