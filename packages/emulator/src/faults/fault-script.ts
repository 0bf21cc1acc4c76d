import type { Fault } from '../service/fault.ts'
import { type FaultRule, type Occasion, type ParsedFaultRule, parseFaultRule } from './fault-rule.ts'

/** What goes wrong next: the first rule that fits a request and has turns left says so. */
export interface FaultScript {
  /** Throws a `TypeError` that names the field it cannot use. */
  readonly add: (rule: FaultRule) => void
  /** Forgets every rule, so that nothing goes wrong any more. */
  readonly clear: () => void
}

/** The script as the twin reads it. */
export interface ReadableFaultScript extends FaultScript {
  /** The fault of a request that arrives now; it uses up a turn. */
  readonly next: (occasion: Occasion) => Fault | undefined
}

/** A script without rules. */
export function createFaultScript(): ReadableFaultScript {
  const rules: ParsedFaultRule[] = []
  return {
    add: (rule) => void rules.push(parseFaultRule(rule)),
    clear: () => void rules.splice(0),
    next(occasion) {
      for (const [index, rule] of rules.entries()) {
        if (rule.on !== 'any' && rule.on !== occasion) continue
        if (rule.skip === 0) {
          rules.splice(index, 1, ...(rule.times > 1 ? [{ ...rule, times: rule.times - 1 }] : []))
          return rule.fault
        }
        rules[index] = { ...rule, skip: rule.skip - 1 }
      }
      return undefined
    },
  }
}
