import { text } from './text.ts'

/** Reads a URL the service can reach: https, or http on this machine, where only the emulator lives. */
export const reachableUrl = text(problemOf)

/** Whether a URL's host is this machine: localhost, 127.0.0.0/8 or [::1]. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

function problemOf(text: string): string | undefined {
  const url = parseUrl(text)
  const isReachable = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname))
  if (isReachable) return undefined
  return `must be an https URL, or http on a loopback host; received ${url ? `a ${url.protocol} URL` : 'something else'}`
}

function parseUrl(text: string): URL | undefined {
  // The URL parser drops or replaces these in silence; the service would see them.
  if (/[\s\p{Surrogate}]/u.test(text)) return undefined
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
