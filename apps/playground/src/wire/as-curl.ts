import { inShell } from '../code/in-shell.ts'
import type { WireEntry } from './wire-entry.ts'

// What curl says by itself, or what belongs to one connection.
const left: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'accept',
  'accept-encoding',
  'user-agent',
])

/** A request of the record as a command; what was redacted is to be put in by whoever has it. */
export function asCurl({ method, url, requestHeaders, requestBody }: WireEntry, origin: string): string {
  const headers = Object.entries(requestHeaders).filter(([name]) => !left.has(name))
  const parts = [
    `curl ${inShell(new URL(url, origin).href)}`,
    ...(method === 'GET' || (method === 'POST' && requestBody !== undefined) ? [] : [`--request ${method}`]),
    ...headers.map(([name, value]) =>
      name === 'authorization'
        ? '--header "Authorization: Bearer $HIAPI_API_KEY"'
        : `--header ${inShell(`${name}: ${value}`)}`,
    ),
    ...(requestBody === undefined ? [] : [`--data ${inShell(requestBody)}`]),
  ]
  return parts.join(' \\\n  ')
}
