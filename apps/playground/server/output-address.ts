import type { GenerationService } from '@nano-banana/node'

/** The service's own address of a visitor's picture, to draw from; nothing when it is not theirs, or not there. */
export async function outputAddress(
  { journal, client }: Pick<GenerationService, 'journal' | 'client'>,
  taskId: string,
  visitor: string | undefined,
): Promise<string | undefined> {
  const operation = await journal.getByTask(taskId)
  if (visitor === undefined || operation?.owner !== visitor) return undefined
  const { outputs } = operation.task ?? (await client.tasks.get(taskId))
  return (outputs.find(({ type }) => type === 'image') ?? outputs[0])?.url
}
