import { lookup } from 'node:dns/promises'
import { callbackSchema, isLoopbackHost, isPublicAddress } from '@nano-banana/node'
import type { Finding } from './finding.ts'

const patienceMs = 10_000

/**
 * Whether callbacks could arrive at an address: it POSTs an empty, unsigned one there, which a good door refuses. That it
 * is reached from this machine does not prove that it is from HiAPI's.
 */
export async function checkCallback(url: string, signal: AbortSignal): Promise<Finding> {
  const check = 'callback'
  const problem = problemWith(url) ?? (await problemWithHost(new URL(url).hostname))
  if (problem) return { check, verdict: 'problem', ...problem }
  try {
    const { status } = await fetch(url, {
      ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' }, redirect: 'manual' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    })
    return { check, ...judge(status) }
  } catch (error) {
    signal.throwIfAborted()
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return { check, verdict: 'problem', says: `nobody answers: ${cause}`, advice: wayOut }
  }
}

type Problem = Pick<Finding, 'says' | 'advice'>

const wayOut = 'Deploy the handler, open a tunnel, or let "nano-banana listen --forward-to" bring callbacks here.'

function problemWith(url: string): Problem | undefined {
  const parsed = callbackSchema.safeParse({ url })
  if (!parsed.success) return { says: parsed.error.issues[0]?.message ?? 'is no https URL', advice: wayOut }
  if (isLoopbackHost(new URL(url).hostname))
    return { says: 'names this machine, which HiAPI cannot reach', advice: wayOut }
  return undefined
}

async function problemWithHost(hostname: string): Promise<Problem | undefined> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  const addresses = await lookup(host, { all: true }).catch(() => [])
  if (addresses.length === 0) return { says: `${host} has no address`, advice: wayOut }
  if (addresses.every(({ address }) => isPublicAddress(address))) return undefined
  return { says: `${host} leads to an address that is not public`, advice: wayOut }
}

/** What the answer to an unsigned callback means. */
export function judge(status: number): Pick<Finding, 'verdict' | 'says' | 'advice'> {
  if (status === 401) return { verdict: 'fine', says: 'refuses what is not signed' }
  if (status >= 300 && status < 400)
    return { verdict: 'problem', says: `redirects (HTTP ${status})`, advice: 'Register the address it leads to.' }
  if (status >= 200 && status < 300) {
    const advice = 'Verify the signature with verifyCallback, or let handleCallback do it.'
    return { verdict: 'problem', says: `takes what is not signed (HTTP ${status}): anybody can send it`, advice }
  }
  if (status >= 500)
    return { verdict: 'problem', says: `fails (HTTP ${status})`, advice: "Look into the server's log." }
  const advice = 'Mount handleCallback there, for POST, before anything that reads bodies or asks for a login.'
  return { verdict: 'problem', says: `answers with HTTP ${status}, where a callback's door says 401`, advice }
}
