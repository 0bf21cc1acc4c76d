import {
  type AnyNanoBananaError,
  type Client,
  type GenerateInput,
  type GenerateOptions,
  type GenerationResult,
  InternalError,
  isNanoBananaError,
  type ReadFile,
  type ReadOptions,
  readOutput,
  type TaskOutput,
  UnexpectedResponseError,
} from '@nano-banana/node'

/** A picture in memory, and where it came from. */
export interface Picture extends ReadFile {
  readonly output: TaskOutput
}

/** What came of one task. */
export type Painting =
  | { readonly result: GenerationResult; readonly pictures: readonly Picture[] }
  | { readonly error: AnyNanoBananaError }

/** What a painting takes besides its input. */
export interface PaintTools {
  readonly client: Client
  readonly options: GenerateOptions
  readonly download: Omit<ReadOptions, 'signal'>
}

/** Pays for one task and fetches its pictures. Never rejects: an error names the task as soon as there is one. */
export async function paint(input: GenerateInput, { client, options, download }: PaintTools): Promise<Painting> {
  let taskId: string | undefined
  try {
    const result = await client.generate(input, options)
    taskId = result.taskId
    return { result, pictures: await picturesOf(result, { ...download, signal: options.signal }) }
  } catch (thrown) {
    return { error: taskId === undefined ? asSubmitError(thrown) : asDownloadError(thrown, taskId) }
  }
}

async function picturesOf({ outputs, taskId }: GenerationResult, options: ReadOptions): Promise<readonly Picture[]> {
  const images = outputs.filter(({ type }) => type === 'image')
  if (images.length === 0)
    throw new UnexpectedResponseError('no_outputs', { phase: 'download', outcome: 'accepted', taskId })
  return Promise.all(images.map(async (output) => ({ output, ...(await readOutput(output, options)) })))
}

const asSubmitError = (thrown: unknown): AnyNanoBananaError =>
  isNanoBananaError(thrown) ? thrown : new InternalError({ phase: 'submit', outcome: 'unknown', cause: thrown })

// A download does not know whose output it reads.
const asDownloadError = (thrown: unknown, taskId: string): AnyNanoBananaError =>
  isNanoBananaError(thrown)
    ? Object.assign(thrown, { taskId })
    : new InternalError({ phase: 'download', outcome: 'accepted', taskId, cause: thrown })
