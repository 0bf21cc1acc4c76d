import type { TransportResponse } from '../transport.ts'

/** An answer of the service in whichever of its three forms it came: envelope, gateway error, or no JSON at all. */
export interface Answer {
  /** The HTTP status, or the envelope's own `code` where that says error although HTTP says 200. */
  readonly status: number
  /** The envelope's `data`. */
  readonly data: unknown
  /** Whether HiAPI itself answered, and not a gateway in front of it. */
  readonly isEnvelope: boolean
  readonly apiCode?: string | undefined
  readonly message: string
  readonly requestId?: string | undefined
  readonly headers: TransportResponse['headers']
}

/** Reads any answer. @see contract: Answers */
export function readAnswer({ status, headers, body }: TransportResponse): Answer {
  const root = asRecord(parseJson(body))
  const gateway = asRecord(root['error'])
  const code = root['code']
  const isEnvelope = typeof code === 'number'
  return {
    status: isEnvelope && status < 300 && code >= 400 && code < 600 ? code : status,
    data: root['data'],
    isEnvelope,
    apiCode: asText(root['error_code']) ?? asText(gateway['code']),
    message: asText(root['message']) ?? asText(gateway['message']) ?? 'The service refused the request',
    requestId: asText(gateway['request_id']) ?? headers['x-request-id'],
    headers,
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 500) : undefined

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
