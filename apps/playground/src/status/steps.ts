/** The service's words for a task on its way to a picture, in order. */
export const steps = ['queued', 'handling', 'archiving', 'success'] as const
