import { createHmac } from 'node:crypto'
import type { TaskRecord } from '@nano-banana/emulator/service'
import type { PlannedAttack } from '../plan/service-plan.ts'
import type { CallbackFacts, WireCallback } from './callback-door.ts'
import { epochMs } from './machine.ts'

/** What the account signs its callbacks with. */
export const webhookSecret = 'whsec-of-the-simulated-account'

/** Where everything points that HiAPI did not say. */
export const evilOrigin = 'https://evil.example'

const yearMs = 365 * 24 * 60 * 60 * 1000

/** What an attacker has got hold of. */
export interface Loot {
  /** The task that the attacked operation made. */
  readonly task: TaskRecord
  /** The latest callback of that task, where one was overheard. */
  readonly overheard: WireCallback | undefined
  readonly isSigned: boolean
  /** Whether the service has written down which task it is: until then, an address that nobody can guess stands for it. */
  readonly isKnown: boolean
  readonly nowMs: number
}

/** What arrives, and what the checker is told of it; nothing when the attacker has not what it takes. */
export function attack(
  { kind, operation }: PlannedAttack,
  { task, overheard, isSigned, isKnown, nowMs }: Loot,
): { readonly callback: WireCallback; readonly facts: CallbackFacts } | undefined {
  const { taskId } = task
  const url = task.request.callback?.url
  if (url === undefined) return undefined
  const facts = { kind, operation, taskId, signedMs: undefined }
  const body = lie(taskId)
  const json = { 'content-type': 'application/json' }
  switch (kind) {
    case 'forged_signature': {
      const headers = { ...json, 'x-hiapi-timestamp': stampAt(nowMs), 'x-hiapi-signature': 'a5'.repeat(32) }
      return { callback: { url, headers, body }, facts }
    }
    case 'other_body':
      return overheard && isSigned ? { callback: { ...overheard, body }, facts } : undefined
    case 'unsigned':
      return { callback: { url, headers: json, body }, facts }
    case 'guessed_address':
      return { callback: { url: `${url.slice(0, -4)}AAAA`, headers: json, body }, facts }
    case 'stale_signature': {
      // Far from any wall clock that is wrong.
      const signed = sign(body, nowMs - yearMs)
      return isSigned
        ? { callback: { url, headers: { ...json, ...signed }, body }, facts: { ...facts, signedMs: nowMs - yearMs } }
        : undefined
    }
    case 'foreign_task': {
      // Of the same account, but none of this service's tasks.
      const foreign = lie('tk-hiapi-0000000000000000foreign00')
      return isSigned && isKnown
        ? { callback: { url, headers: { ...json, ...sign(foreign, nowMs) }, body: foreign }, facts }
        : undefined
    }
    case 'replayed':
      return overheard && { callback: overheard, facts }
  }
}

const lie = (taskId: string): string =>
  JSON.stringify({
    ...{ taskId, model: 'Nano-Banana-2', status: 'success', created: epochMs / 1000, completed: epochMs / 1000 },
    output: [{ url: `${evilOrigin}/${taskId}.png`, type: 'image' }],
  })

const stampAt = (nowMs: number): string => String(Math.floor((epochMs + nowMs) / 1000))

const sign = (body: string, nowMs: number): Readonly<Record<string, string>> => ({
  'x-hiapi-timestamp': stampAt(nowMs),
  'x-hiapi-signature': createHmac('sha256', webhookSecret)
    .update(`${stampAt(nowMs)}.${body}`)
    .digest('hex'),
})
