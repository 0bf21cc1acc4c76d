import { type Client, ConnectionError, isNanoBananaError } from '@nano-banana/node'
import type { Finding } from './finding.ts'

/** How long an answer may take before it counts as none. */
const patienceMs = 10_000

/** Whether the service answers, and knows the key. It asks for one row of the account's list, which bills nothing. */
export async function checkService(client: Client, { baseUrl, signal }: ServiceQuestion): Promise<Finding> {
  const check = 'service'
  const askedAtMs = performance.now()
  try {
    const tooLong = AbortSignal.timeout(patienceMs)
    const { total } = await client.tasks.list({ size: 1 }, { signal: AbortSignal.any([signal, tooLong]) })
    const says = `${baseUrl} answered in ${(performance.now() - askedAtMs).toFixed(0)} ms; the account has ${total} tasks`
    return { check, verdict: 'fine', says }
  } catch (error) {
    signal.throwIfAborted()
    if (!isNanoBananaError(error)) throw error
    return { check, verdict: 'problem', ...explain(error, baseUrl) }
  }
}

/** Where to ask, and for how long. */
export interface ServiceQuestion {
  readonly baseUrl: string
  readonly signal: AbortSignal
}

function explain(error: Error & { readonly status?: number }, baseUrl: string): Pick<Finding, 'says' | 'advice'> {
  if (error instanceof ConnectionError) return { says: `${baseUrl}: ${error.message}`, advice: roads[error.reason] }
  if (error.status === 401 || error.status === 403)
    return { says: `${baseUrl} does not take the key: ${error.message}`, advice: 'Copy it anew from the console.' }
  if (error.status !== undefined)
    return { says: `${baseUrl}: ${error.message}`, advice: 'Try again in a minute; see docs/errors.md.' }
  return { says: `${baseUrl} gave no answer within ${patienceMs / 1000} s`, advice: roads.timeout }
}

const proxy = 'Behind a proxy, set HTTPS_PROXY and, from Node 24 on, NODE_USE_ENV_PROXY=1.'
const roads: Readonly<Record<ConnectionError['reason'], string>> = {
  unreachable: `Look at HIAPI_BASE_URL, the name's address and the firewall. ${proxy}`,
  interrupted: `Something on the way closes connections. ${proxy}`,
  timeout: `Something on the way swallows what is sent. ${proxy}`,
  untrusted:
    'Whoever answered proves no right to this name. A proxy of your own? Its certificate goes to NODE_EXTRA_CA_CERTS.',
  incomplete: 'Whoever answered is hardly the service: look at HIAPI_BASE_URL.',
}
