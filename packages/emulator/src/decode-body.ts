import { isUtf8 } from 'node:buffer'
import { type Reply, refuse } from './service/reply.ts'

/** The documented limit of a request body. @see contract: Rate limits */
export const maxBodyBytes = 10 * 1024 * 1024

/** A body as text, or why nobody looks into it. */
export function decodeBody(body: Buffer | undefined): { readonly text: string } | { readonly refusal: Reply } {
  if (body === undefined || body.byteLength > maxBodyBytes) {
    return { refusal: refuse(413, 'PAYLOAD_TOO_LARGE', { message: 'The body may have 10 MB at most' }) }
  }
  // Two bodies that are no text could become one text, and keys are held against the bytes.
  if (!isUtf8(body)) return { refusal: refuse(400, 'INVALID_REQUEST', { message: 'The body is not UTF-8' }) }
  return { text: body.toString('utf8') }
}
