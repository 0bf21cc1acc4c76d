import { existsSync } from 'node:fs'
import {
  createJournalDoors,
  InvalidInputError,
  type JournalDoors,
  JournalError,
  type OperationState,
  type OperationView,
  operationStates,
  sqliteJournal,
} from '@nano-banana/node'
import { exitCodes } from '../exit-code.ts'
import { reportError } from '../report.ts'
import type { Terminal } from '../terminal.ts'

/** The flags of `journal`'s commands. */
export interface JournalFlags {
  readonly state?: OperationState
  readonly owner?: string
  readonly limit?: number
  readonly json?: boolean
}

/** `nano-banana journal list`: the operations of a journal, newest first. */
export const listJournal = (file: string, flags: JournalFlags, terminal: Terminal): Promise<number> =>
  atDoors(file, flags, terminal, async (doors) => {
    const { state, owner, limit = 20 } = flags
    const query = { limit, ...(state && { state }), ...(owner !== undefined && { owner }) }
    let unreadable = 0
    const operations = await doors.list({
      ...query,
      onUnreadable({ message }) {
        unreadable += 1
        terminal.say(message)
      },
    })
    for (const operation of operations) present(operation, flags, terminal)
    terminal.say(`${operations.length} operations`)
    if (unreadable > 0) throw new JournalError('corrupt', `${unreadable} operations cannot be read: see above`)
  })

/** `nano-banana journal stats`: how many operations stand where. */
export const countJournal = (file: string, flags: JournalFlags, terminal: Terminal): Promise<number> =>
  atDoors(file, flags, terminal, async (doors) => {
    const stats = await doors.stats()
    if (flags.json) terminal.print(JSON.stringify(stats))
    else for (const state of operationStates) terminal.print(`${state.padEnd(9)} ${stats[state]}`)
  })

/** What a person may decide of one operation. */
export type JournalDecision = 'resubmit' | 'discard' | 'erase'

const otherwise = { resubmit: 'is not parked', discard: 'is not parked', erase: 'is not settled' } as const

/** `nano-banana journal resubmit`, `discard` and `erase`: what a person decides of one operation. */
export const decide = (
  decision: JournalDecision,
  { file, operationId }: { readonly file: string; readonly operationId: string },
  flags: JournalFlags,
  terminal: Terminal,
): Promise<number> =>
  atDoors(file, flags, terminal, async (doors) => {
    const operation = await doors[decision](operationId)
    if (operation === undefined) throw new InvalidInputError([{ field: 'operationId', message: otherwise[decision] }])
    present(operation, flags, terminal)
    if (decision === 'resubmit') terminal.say('The service goes on with it at its next sweep.')
  })

async function atDoors(
  file: string,
  { json }: JournalFlags,
  terminal: Terminal,
  work: (doors: JournalDoors) => Promise<void>,
): Promise<number> {
  try {
    // A name that was mistyped must not make an empty journal.
    if (!existsSync(file)) throw new InvalidInputError([{ field: 'file', message: `there is no journal at ${file}` }])
    const journal = sqliteJournal({ path: file })
    await work(createJournalDoors(journal)).finally(journal.close)
    return exitCodes.done
  } catch (error) {
    return reportError(error, terminal, { json })
  }
}

function present(operation: OperationView, { json }: JournalFlags, terminal: Terminal): void {
  if (json) {
    terminal.print(JSON.stringify(operation))
    return
  }
  const { operationId, state, createdAtMs, taskId = '', parked, lastError } = operation
  terminal.print([state.padEnd(8), new Date(createdAtMs).toISOString(), operationId, taskId].join('  ').trimEnd())
  if (parked) terminal.print(`  ${parked.reason}: ${lastError ?? ''}`)
}
