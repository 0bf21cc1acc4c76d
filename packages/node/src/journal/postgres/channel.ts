import { keyOf, textOf } from '../row.ts'
import { table } from '../statements.ts'

/** SQL for the channel of the tables that a connection finds: others of the same name may lie in other schemas. */
export const channel = `'nano_banana_' || '${table}'::regclass::oid`

/** That an operation was written, and by which journal. */
export interface News {
  readonly sender: string
  readonly operationId: string
}

/** Puts news into words. */
export const writeNews = ({ sender, operationId }: News): string => `${sender} ${keyOf(operationId)}`

/** Reads news; anybody may say anything on a channel, and what makes no sense is none. */
export function readNews(payload: string): News | undefined {
  const [, sender, key] = /^(\S+) (.*)$/s.exec(payload) ?? []
  if (sender === undefined || key === undefined) return undefined
  try {
    return { sender, operationId: textOf(key) }
  } catch {
    return undefined
  }
}
