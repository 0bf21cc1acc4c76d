import { randomUUID } from 'node:crypto'
import type { WireEntry } from '../../src/wire/wire-entry.ts'

/** What went over the wire behind the page, kept for whoever looks at it. */
export interface WireLog {
  readonly note: (entry: WireEntry) => void
  readonly newId: () => string
  /** Tells what is known and what comes; each visitor of their own tasks only. Returns how to stop. */
  readonly listen: (visitor: string, listener: (entry: WireEntry) => void) => () => void
}

/** What a log needs. */
export interface WireLogTools {
  readonly isOwner: (taskId: string, visitor: string) => Promise<boolean>
}

const kept = 300

/** A log in which nothing stands yet; it ends with the process. */
export function openWireLog({ isOwner }: WireLogTools): WireLog {
  const entries = new Map<string, WireEntry>()
  const listeners = new Set<(entry: WireEntry) => void>()

  /** The entry as one visitor may see it: a list is the whole account's, and nobody else's tasks are theirs to see. */
  async function forVisitor(entry: WireEntry, visitor: string): Promise<WireEntry | undefined> {
    const { owner, ...shown } = entry
    // A wish of their own, whose task nobody has written down yet.
    if (owner === visitor) return shown
    const owned = await Promise.all(entry.sightings.map(({ taskId }) => isOwner(taskId, visitor)))
    const sightings = entry.sightings.filter((_, index) => owned[index])
    // A read that was refused names its task all the same.
    const [, named] = /\/v1\/tasks\/([\w-]+)$/.exec(entry.url) ?? []
    if (sightings.length === 0 && !(named !== undefined && (await isOwner(named, visitor)))) return undefined
    if (sightings.length === entry.sightings.length) return shown
    return { ...shown, sightings, answerBody: withoutOthers(entry.answerBody, sightings) }
  }

  return {
    newId: randomUUID,
    note(entry) {
      entries.set(entry.id, entry)
      const [oldest] = entries.keys()
      if (entries.size > kept && oldest !== undefined) entries.delete(oldest)
      for (const listener of listeners) listener(entry)
    },
    listen(visitor, listener) {
      let isOver = false
      const tell = (entry: WireEntry): void => {
        forVisitor(entry, visitor).then(
          (shown) => shown && !isOver && listener(shown),
          () => undefined,
        )
      }
      for (const entry of entries.values()) tell(entry)
      listeners.add(tell)
      return () => {
        isOver = true
        listeners.delete(tell)
      }
    },
  }
}

/** A page of the list with the tasks of this visitor; how many others there were is said, and nothing more of them. */
function withoutOthers(body: string | undefined, mine: WireEntry['sightings']): string {
  const ids = new Set(mine.map(({ taskId }) => taskId))
  try {
    const answer = JSON.parse(body ?? '')
    const tasks: readonly { readonly taskId?: string }[] = answer.data.tasks
    const own = tasks.filter(({ taskId = '' }) => ids.has(taskId))
    return JSON.stringify({
      ...answer,
      data: { ...answer.data, tasks: [...own, `${tasks.length - own.length} of others`] },
    })
  } catch {
    return '…'
  }
}
