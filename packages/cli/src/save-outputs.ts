import { extname } from 'node:path'
import { type DownloadedFile, downloadOutput, type GenerationResult } from '@nano-banana/node'
import { SaveError } from './save-error.ts'
import type { Session } from './session.ts'

/** Where the pictures go. */
export interface SaveFlags {
  /** The first picture's file; more are numbered. @default a name made of the task's id */
  readonly out?: string
  readonly force?: boolean
}

/** Downloads every picture of a task, in order. Rejects with a `SaveError`, which names the task. */
export async function saveOutputs(
  { taskId, outputs }: GenerationResult,
  { out, force }: SaveFlags,
  { trustedOrigins, terminal }: Pick<Session, 'trustedOrigins' | 'terminal'>,
): Promise<readonly DownloadedFile[]> {
  const pictures = outputs.filter(({ type }) => type === 'image')
  const wanted = pictures.length > 0 ? pictures : outputs
  const options = { trustedOrigins, signal: terminal.stopSignal, overwrite: force }
  const files: DownloadedFile[] = []
  try {
    for (const [index, output] of wanted.entries()) {
      const target = numbered(out ?? `nano-banana-${taskId.slice(-8)}${extensionOf(output.url)}`, index)
      files.push(await downloadOutput(output, target, options))
    }
    return files
  } catch (cause) {
    throw new SaveError(taskId, cause)
  }
}

function numbered(file: string, index: number): string {
  if (index === 0) return file
  const extension = extname(file)
  return `${file.slice(0, file.length - extension.length)}-${index + 1}${extension}`
}

function extensionOf(url: string): string {
  const extension = extname(new URL(url).pathname)
  return /^\.\w{2,5}$/.test(extension) ? extension : '.png'
}
