import type { Fault } from '../service/fault.ts'
import { type Fields, readFields } from './read-fields.ts'

const kinds = [
  'drop_before',
  'drop_after',
  'delay',
  'cut',
  'status',
  'gateway_page',
  'processing',
  'unknown_status',
  'stale',
] as const satisfies readonly Fault['kind'][]

/** Reads a fault from any value. Throws a `TypeError` that names the field it cannot use. */
export function parseFault(value: unknown, path: string): Fault {
  const fields = readFields(value, path)
  const fault = faultFrom(fields)
  fields.end()
  return fault
}

function faultFrom(fields: Fields): Fault {
  const kind = fields.choice('kind', kinds)
  switch (kind) {
    case 'drop_before':
    case 'drop_after':
      return { kind }
    case 'delay':
      return { kind, ms: fields.number('ms') }
    case 'cut':
      return { kind, atByte: fields.number('atByte', { isWhole: true }) }
    case 'status':
      return refusalFrom(fields)
    case 'gateway_page':
      return {
        kind,
        status: fields.number('status', { from: 200, to: 599, isWhole: true }),
        isExecuted: fields.flag('isExecuted'),
      }
    case 'processing':
      return { kind, forMs: fields.number('forMs') }
    case 'unknown_status':
      return { kind, status: fields.text('status') }
    case 'stale':
      return { kind, byMs: fields.number('byMs') }
  }
}

function refusalFrom(fields: Fields): Fault {
  const status = fields.number('status', { from: 400, to: 599, isWhole: true })
  const errorCode = fields.optionalText('errorCode')
  const retryAfter = fields.optionalText('retryAfter')
  return {
    kind: 'status',
    status,
    ...(errorCode !== undefined && { errorCode }),
    ...(retryAfter !== undefined && { retryAfter }),
  }
}
