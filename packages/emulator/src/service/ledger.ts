/** One task that was made, and so billed. */
export interface LedgerEntry {
  readonly taskId: string
  readonly account: string
  readonly createdAtMs: number
  readonly idempotencyKey: string | undefined
  /** How often the same key and body were answered with this task again, unbilled. */
  readonly replays: number
}

/** What was really executed, whatever a client believes. */
export interface Ledger {
  /** One entry for each paid task, oldest first. */
  readonly entries: () => readonly LedgerEntry[]
}

/** The ledger as the service writes it. */
export interface WritableLedger extends Ledger {
  readonly bill: (entry: Omit<LedgerEntry, 'replays'>) => void
  readonly countReplay: (taskId: string) => void
}

/** An empty ledger. */
export function createLedger(): WritableLedger {
  const entries = new Map<string, LedgerEntry>()
  return {
    entries: () => [...entries.values()],
    bill: (entry) => entries.set(entry.taskId, { ...entry, replays: 0 }),
    countReplay(taskId) {
      const entry = entries.get(taskId)
      if (entry) entries.set(taskId, { ...entry, replays: entry.replays + 1 })
    },
  }
}
