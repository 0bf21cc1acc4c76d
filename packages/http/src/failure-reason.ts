import type { FailureReason } from '@nano-banana/core'

// Found before a connection stood, so that not a byte of the request left. Anything else may have been acted upon.
const neverSent = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'])
const badCertificate = /^(CERT_|ERR_TLS_CERT|ERR_SSL_|DEPTH_ZERO_SELF|SELF_SIGNED|UNABLE_TO_)/
const maxDepth = 8

/** Why no answer began, from the codes that Node hangs on the chain of causes; browsers tell none. */
export function failureReason(error: unknown): FailureReason {
  const links = chainOf(error)
  if (links.some(({ code }) => badCertificate.test(code))) return 'untrusted'
  return links.some(isNeverSent) ? 'unreachable' : 'interrupted'
}

interface Link {
  readonly code: string
  readonly syscall: unknown
}

const isNeverSent = ({ code, syscall }: Link): boolean =>
  neverSent.has(code) || (code === 'ETIMEDOUT' && syscall === 'connect')

// The chain is somebody else's: it may be long, or run in circles.
function chainOf(error: unknown, depth = 0): readonly Link[] {
  if (typeof error !== 'object' || error === null || depth === maxDepth) return []
  const code = 'code' in error ? String(error.code) : ''
  const link = { code, syscall: 'syscall' in error ? error.syscall : undefined }
  return [link, ...('cause' in error ? chainOf(error.cause, depth + 1) : [])]
}
