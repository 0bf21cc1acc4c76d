import { isJson } from '../service/is-json.ts'
import { type Reply, refuse } from '../service/reply.ts'
import { readBody } from './read-body.ts'

// Far more than any control needs.
const maxBytes = 64 * 1024

/** A JSON body as `parse` reads it, or why it cannot be used; `parse` throws a `TypeError` that says so. */
export async function readJson<Value>(
  request: Request,
  parse: (json: unknown) => Value,
): Promise<{ readonly value: Value } | { readonly refusal: Reply }> {
  if (!isJson(request.headers.get('content-type') ?? undefined)) {
    return { refusal: refuse(415, 'UNSUPPORTED_MEDIA_TYPE', { message: 'Content-Type must be application/json' }) }
  }
  const body = await readBody(request, maxBytes)
  if (body === undefined) return { refusal: refuse(413, 'PAYLOAD_TOO_LARGE', { message: 'The body may have 64 KiB' }) }
  try {
    return { value: parse(JSON.parse(body.toString('utf8'))) }
  } catch (error) {
    const message = error instanceof TypeError ? error.message : 'The body is not JSON'
    return { refusal: refuse(400, 'INVALID_REQUEST', { message }) }
  }
}
