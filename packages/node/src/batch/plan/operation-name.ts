/** Which try of which row an operation stands for. Tries count from 1. */
export interface RowTry {
  readonly id: string
  readonly attempt: number
}

/** What an operation is called in the journal. */
export const operationName = (batch: string, { id, attempt }: RowTry): string => `${batch}/${attempt}/${id}`

/** Reads such a name; nothing when it is no operation of this batch. */
export function readOperationName(operationId: string, batch: string): RowTry | undefined {
  if (!operationId.startsWith(`${batch}/`)) return undefined
  const [, attempt, id] = /^(\d{1,9})\/(.+)$/s.exec(operationId.slice(batch.length + 1)) ?? []
  return attempt === undefined || id === undefined ? undefined : { id, attempt: Number(attempt) }
}
