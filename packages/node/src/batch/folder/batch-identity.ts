import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Clock, JournalError } from '@nano-banana/core'
import { errorCode } from '../../download/file-error.ts'
import { writeWhole } from './write-whole.ts'

/** What makes a folder's batch the same after a restart, and after the folder was moved. */
export interface BatchIdentity {
  /** Its operations in the journal begin with it. */
  readonly batch: string
  /** The accounts that it may be paid from, by their fingerprints. */
  readonly accounts: readonly string[]
}

/** The version that this code writes. */
const knownVersion = 1

/** Reads a folder's identity; nothing when it has none yet. Throws `JournalError` for one that cannot be understood. */
export async function readIdentity(path: string): Promise<BatchIdentity | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (errorCode(cause) === 'ENOENT') return undefined
    throw new JournalError('unavailable', `Cannot read ${path} (${errorCode(cause)}): check its permissions`, { cause })
  })
  if (text === undefined) return undefined
  const { version, batch, accounts } = fieldsIn(text)
  if (typeof version === 'number' && version > knownVersion)
    throw new JournalError('newer', `${path} was written by a later version: update first`)
  if (typeof batch === 'string' && Array.isArray(accounts)) return { batch, accounts: accounts.map(String) }
  throw new JournalError(
    'corrupt',
    `${path} is damaged: restore it from a backup. Without it nobody knows which tasks of the journal are this batch's`,
  )
}

/** Writes a folder's identity down, for good. */
export const writeIdentity = (path: string, identity: BatchIdentity, clock: Clock): Promise<void> =>
  writeWhole(path, [`${JSON.stringify({ version: knownVersion, ...identity })}\n`], { clock })

/** An identity that no other folder has. */
export const newIdentity = (): BatchIdentity => ({ batch: randomUUID(), accounts: [] })

function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(text) }
  } catch {
    return {}
  }
}
