import type { TransportResponse } from '../transport.ts'
import { recordOf, textOf } from './lenient.ts'

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
  const root = recordOf(parseJson(body))
  const gateway = recordOf(root['error'])
  const code = root['code']
  const isEnvelope = typeof code === 'number'
  return {
    status: isEnvelope && status < 300 && code >= 400 && code < 600 ? code : status,
    data: root['data'],
    isEnvelope,
    apiCode: textOf(root['error_code']) ?? textOf(gateway['code']),
    message: textOf(root['message']) ?? textOf(gateway['message']) ?? 'The service refused the request',
    requestId: textOf(gateway['request_id']) ?? headers['x-request-id'],
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
