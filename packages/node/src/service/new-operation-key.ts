import { randomUUID } from 'node:crypto'

/** The key of a request that a human asks for again: unlike all before it. */
export const newOperationKey = (): string => `hiapi-${randomUUID()}`
