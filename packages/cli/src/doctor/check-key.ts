import { InvalidInputError } from '@nano-banana/node'
import { type Connection, connect } from '../connect.ts'
import type { Terminal } from '../terminal.ts'
import type { Finding } from './finding.ts'
import { type HeardDate, hearDate } from './heard-date.ts'

/** What was found of the key, and the connection it opens, if it can be one. */
export interface FoundKey {
  readonly finding: Finding
  readonly connection?: Connection
  readonly heard?: () => HeardDate | undefined
}

/** Whether there is a key, and an address that it may be sent to. Neither is shown. */
export function checkKey(terminal: Terminal): FoundKey {
  const check = 'key'
  const { fetch, heard } = hearDate(globalThis.fetch)
  try {
    const connection = connect(terminal, { fetch, readAttempts: 1 })
    return { finding: { check, verdict: 'fine', says: 'HIAPI_API_KEY is set' }, connection, heard }
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    const advice = 'Set both in the environment of what makes the pictures; --emulator makes them without a key.'
    return { finding: { check, verdict: 'problem', says: error.message, advice } }
  }
}
