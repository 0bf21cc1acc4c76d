/** The statuses the service documents, in the order a task passes through them. @see contract: Answers */
export const taskStatuses = ['queued', 'handling', 'archiving', 'success', 'fail'] as const

const inOrder: readonly string[] = taskStatuses

/** Whether no status follows this one. A status the service added later is not terminal. */
export const isTerminal = (status: string): boolean => status === 'success' || status === 'fail'

/** How far along a documented status is; -1 for any other. */
export const rankOf = (status: string): number => inOrder.indexOf(status)
