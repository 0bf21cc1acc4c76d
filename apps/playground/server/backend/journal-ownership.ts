import type { Journal, Ownership } from '@nano-banana/node'

const mostTasks = 100

/** Ownership as the journal knows it: each wish is written down with its owner, so that there is nothing more to claim. */
export const journalOwnership = <Tx>(journal: Journal<Tx>): Ownership => ({
  claim: () => undefined,
  isOwner: async (taskId, userId) => (await journal.getByTask(taskId))?.owner === userId,
  tasksOf: async (owner) => {
    const operations = await journal.list({ owner, first: 'newest', limit: mostTasks })
    return operations.flatMap(({ taskId }) => taskId ?? [])
  },
})
