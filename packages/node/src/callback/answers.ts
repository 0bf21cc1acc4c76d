/** An answer as every platform can send it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const answer = (status: number, says: object, headers: Readonly<Record<string, string>> = {}): Answer => {
  const body = JSON.stringify(says)
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'content-length': String(body.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body,
  }
}

/** All that a callback's sender is ever told: always the same bytes, and never why. */
export const answers = {
  received: answer(200, { received: true }),
  /** Genuine, or unsigned where that is allowed, but no task that has ended; or cut on its way. */
  badRequest: answer(400, { error: 'bad_request' }),
  unauthorized: answer(401, { error: 'unauthorized' }),
  notFound: answer(404, { error: 'not_found' }),
  methodNotAllowed: answer(405, { error: 'method_not_allowed' }, { allow: 'POST' }),
  tooSlow: answer(408, { error: 'request_timeout' }),
  tooLarge: answer(413, { error: 'content_too_large' }),
  unsupported: answer(415, { error: 'unsupported_media_type' }),
  failed: answer(500, { error: 'internal_error' }),
  /** Nothing was recorded: deliver it again. */
  unavailable: answer(503, { error: 'unavailable' }, { 'retry-after': '60' }),
} as const satisfies Readonly<Record<string, Answer>>

/** The answer on web standards. */
export const toResponse = ({ status, headers, body }: Answer): Response => new Response(body, { status, headers })
