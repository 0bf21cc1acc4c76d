import type { Client, TaskOutput, TaskSnapshot } from '@nano-banana/core'
import { DownloadError } from '../download/download-error.ts'
import type { OutputSink } from './output-sink.ts'

/** How outputs are kept. */
export interface ArchiveOptions {
  readonly sink: OutputSink
  /** Asks for a fresh URL where one has expired. */
  readonly client: Pick<Client, 'tasks'>
  /** What an output is called. @default the task's id, the output's number from 1, and what its URL ends with */
  readonly nameOf?: (task: TaskSnapshot, index: number) => string
  readonly signal?: AbortSignal
}

/**
 * Keeps all outputs of a task; nothing to do for one that failed. An expired URL is asked for once more. Rejects with
 * `DownloadError`, whose reason is `expired` when the outputs are gone for good.
 *
 * @example
 * createGenerationService({ ...parts, onSettled: (task) => archiveTask(task, { sink: folderSink('pictures'), client }) })
 */
export async function archiveTask(
  task: TaskSnapshot,
  { sink, client, nameOf = usualName, signal }: ArchiveOptions,
): Promise<void> {
  const keep = async ({ outputs }: TaskSnapshot, index: number): Promise<void> => {
    const output = outputs[index]
    if (output === undefined) throw gone(task)
    await sink(output, nameOf(task, index), signal)
  }
  for (const index of task.outputs.keys()) {
    try {
      await keep(task, index)
    } catch (error) {
      if (!isExpired(error)) throw error
      await keep(await client.tasks.get(task.taskId, { signal }), index)
    }
  }
}

const isExpired = (error: unknown): boolean => error instanceof DownloadError && error.reason === 'expired'

const gone = ({ taskId }: TaskSnapshot): DownloadError =>
  new DownloadError('expired', `Task ${taskId} has no such output any more`, { taskId })

const usualName = ({ taskId, outputs }: TaskSnapshot, index: number): string =>
  `${taskId}-${index + 1}${endingOf(outputs[index])}`

// Only what is a plain ending: the rest of a URL may be anything.
const endingOf = (output: TaskOutput | undefined): string =>
  /\.(png|jpe?g|webp)$/i.exec(URL.parse(output?.url ?? '')?.pathname ?? '')?.[0].toLowerCase() ?? ''
