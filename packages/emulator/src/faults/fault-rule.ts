import type { Fault } from '../service/fault.ts'
import type { Resolved } from '../service/with-defaults.ts'
import { parseFault } from './parse-fault.ts'
import { readFields } from './read-fields.ts'

const occasions = ['create', 'read', 'list', 'output', 'any'] as const

/** What a request is for: creating a task, reading one, listing them, fetching an output; or whatever it is. */
export type Occasion = (typeof occasions)[number]

/** A fault that the next requests of one kind meet. */
export interface FaultRule {
  readonly on: Occasion
  readonly fault: Fault
  /** How many such requests pass unharmed first. @default 0 */
  readonly skip?: number | undefined
  /** How many meet the fault after that; `Infinity` is all of them. @default 1 */
  readonly times?: number | undefined
}

/** The same with every default filled in. */
export type ParsedFaultRule = Resolved<FaultRule>

/** Reads a rule from any value and fills in the defaults. Throws a `TypeError` that names the field it cannot use. */
export function parseFaultRule(value: unknown): ParsedFaultRule {
  const fields = readFields(value)
  const rule = {
    on: fields.choice('on', occasions),
    fault: parseFault(fields.value('fault'), 'fault'),
    skip: fields.number('skip', { isWhole: true, otherwise: 0 }),
    times: fields.number('times', { from: 1, isWhole: true, otherwise: 1 }),
  }
  fields.end()
  return rule
}
