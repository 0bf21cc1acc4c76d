import type { FaultRule } from '@nano-banana/emulator'
import type { Twin } from '../backend/twin.ts'

/** What a twin does when it is told to, wherever it runs. */
export interface TwinControl {
  /** Replaces what goes wrong next. */
  readonly setFaults: (rules: readonly FaultRule[]) => Promise<void>
  /** How many tasks it has billed. */
  readonly billed: () => Promise<number>
}

/** The control routes of a twin. Rejects when it does not do as it is told. */
export function twinControl({ url, controlToken }: Pick<Twin, 'url' | 'controlToken'>): TwinControl {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/control/${path}`, {
      method,
      headers: { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`The emulator refused ${method} ${path} with ${response.status}`)
    return response.json()
  }

  return {
    async setFaults(rules) {
      await call('DELETE', 'faults')
      for (const rule of rules) await call('POST', 'faults', rule)
    },
    async billed() {
      const answer = await call('GET', 'ledger')
      const data = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined
      const entries = typeof data === 'object' && data !== null && 'entries' in data ? data.entries : undefined
      return Array.isArray(entries) ? entries.length : 0
    },
  }
}
