import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSwitches, type Switches } from '../../src/chaos/switches.ts'
import { faultRules } from './fault-rules.ts'
import type { TwinControl } from './twin-control.ts'

/** What is broken on purpose; it is remembered over the death of the process. */
export interface Chaos {
  readonly get: () => Switches
  readonly set: (switches: Switches) => Promise<void>
  /** Lets the requests of a new wish meet what is switched on. A wish that is asked for again meets nothing new. */
  readonly arm: (wish: string) => Promise<void>
  /** Whether the plug can be pulled here. */
  readonly canPull: boolean
  /** Ends the process at once, as a power cut would; nothing happens where nobody would start it again. */
  readonly pull: () => void
}

/** What chaos needs. */
export interface ChaosTools {
  readonly control: TwinControl
  readonly folder: string
  /** Ends the process; there is none where nobody would start it again. */
  readonly pull: (() => void) | undefined
}

/** Opens the switches as they were left. */
export function openChaos({ control, folder, pull }: ChaosTools): Chaos {
  const file = join(folder, 'chaos.json')
  const armed = new Set<string>()
  let switches = parseSwitches(readJson(file))

  function keep(next: Switches): void {
    switches = next
    writeFileSync(file, JSON.stringify(next))
  }

  return {
    get: () => switches,
    async set(next) {
      keep({ ...next, pullThePlug: next.pullThePlug && pull !== undefined })
      await control.setFaults(faultRules(switches))
    },
    async arm(wish) {
      if (armed.has(wish)) return
      armed.add(wish)
      const rules = faultRules(switches)
      if (rules.length > 0) await control.setFaults(rules)
    },
    canPull: pull !== undefined,
    pull() {
      if (!pull) return
      // Once: whoever comes back is to live.
      keep({ ...switches, pullThePlug: false })
      pull()
    },
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
