import { InvalidInputError, isLoopbackHost } from '@nano-banana/core'

/** Where the service lives when nobody says otherwise. @see contract: Endpoints */
export const defaultBaseUrl = 'https://api.hiapi.ai'

/** Checks the service's address, with or without `/v1` and a trailing slash; gives it without either. Throws `InvalidInputError`. */
export function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw refuse('is not a URL')
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
  if (!isSafe) throw refuse('must use https: the key would travel in the clear, so http is for loopback hosts only')
  if (url.username !== '' || url.password !== '') throw refuse('must not carry a user name or password')
  if (url.search !== '' || url.hash !== '') throw refuse('must not carry a query or a fragment')
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}`
}

const refuse = (message: string): InvalidInputError =>
  new InvalidInputError([{ field: 'baseUrl', message: `${message}: set HIAPI_BASE_URL or pass { baseUrl }` }])
