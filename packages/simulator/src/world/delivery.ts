import type { RequestKind } from '../plan/fault-draw.ts'
import type { Delivery } from './history.ts'
import type { WireResult } from './wire.ts'

/** What a client can know from a result: written from the contract, without a look at how the client reads it. */
export function deliveryOf(result: WireResult, kind: RequestKind): Delivery {
  if (result.kind === 'lost') return { ...nothing, result: result.reason }
  if (result.kind !== 'answer') return { ...nothing, result: 'incomplete' }
  const { status, headers, body } = result
  const json = parse(body)
  const isEnvelope = typeof json['code'] === 'number'
  const isProcessing = status === 409 && json['error_code'] === 'IDEMPOTENCY_KEY_PROCESSING'
  return {
    result: status,
    isRefusal: status === 429 || (status === 503 && isEnvelope) || [400, 401, 402, 403, 404, 413, 415].includes(status),
    isProcessing,
    isGood: status === 200 && isComplete(json, kind),
    askedMs: askedMs(headers),
  }
}

const nothing = { isRefusal: false, isProcessing: false, isGood: false, askedMs: undefined }

function isComplete(json: Readonly<Record<string, unknown>>, kind: RequestKind): boolean {
  const { data } = json
  if (typeof data !== 'object' || data === null) return false
  if (kind === 'LIST') return 'tasks' in data
  return 'taskId' in data && typeof data.taskId === 'string' && data.taskId.startsWith('tk-hiapi-')
}

function askedMs({ 'retry-after': value, date }: Readonly<Record<string, string>>): number | undefined {
  if (value === undefined) return undefined
  if (/^[0-9]+$/.test(value)) return Number(value) * 1000
  return value.endsWith(' GMT') ? Math.max(0, Date.parse(value) - Date.parse(date ?? '')) : undefined
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(body)
    return typeof json === 'object' && json !== null ? { ...json } : {}
  } catch {
    return {}
  }
}
