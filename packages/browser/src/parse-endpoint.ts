import { InvalidInputError } from '@nano-banana/core'

const looksLikeKey = /\bsk-[\w-]{6,}|^Bearer /i

/** Checks the relay's address, and that no key came with it. Throws `InvalidInputError`, which shows neither. */
export function parseEndpoint(endpoint: unknown, others: object): string {
  for (const [field, value] of Object.entries({ ...others, endpoint })) {
    const isKey = /^(api_?)?key$/i.test(field) || (typeof value === 'string' && looksLikeKey.test(value))
    if (isKey) throw refuse(field, 'holds an API key, which never belongs in a browser: keep it on your server')
  }
  if (typeof endpoint !== 'string' || !/^(\/(?![/\\])[^\s?#]*|https?:\/\/[^\s/@?#]+(\/[^\s?#]*)?)$/.test(endpoint))
    throw refuse('endpoint', 'must be the path or URL of your relay, such as /api/nano-banana')
  if (/^https?:\/\/[^/]*hiapi\.ai/i.test(endpoint))
    throw refuse('endpoint', 'must be your own relay: the service itself would need the key')
  return endpoint.replace(/\/+$/, '')
}

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])
