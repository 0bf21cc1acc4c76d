import { join } from 'node:path'
import type { Client, TaskOutput, TaskSnapshot } from '@nano-banana/core'
import { archiveTask } from '../../archive/archive-task.ts'
import { DownloadError, type DownloadFacts } from '../../download/download-error.ts'
import { type DownloadOptions, downloadOutput } from '../../download/download-output.ts'
import { fileName } from '../rows/file-stem.ts'
import { hashOf, sizeOf } from './file-facts.ts'
import { outputFile, type PictureNames } from './picture-names.ts'
import type { FileContent, Receipts } from './receipts.ts'

/** A file that is whole and in its place. */
export interface SavedFile extends FileContent {
  /** Its name in the folder. */
  readonly file: string
}

/** The pictures in a batch's folder. */
export interface PictureFiles {
  /** Makes sure that all pictures of a task are in the folder, and loads only those that are not. Rejects with `DownloadError`. */
  readonly save: (task: TaskSnapshot, names: PictureNames) => Promise<readonly SavedFile[]>
  /** Rejects with `DownloadError` when somebody else's file has the name of a picture that is about to be paid. */
  readonly assertFree: (names: PictureNames) => Promise<void>
}

/** What they need. */
export interface PictureFilesTools extends Pick<DownloadOptions, 'trustedOrigins' | 'clock'> {
  readonly outDir: string
  readonly receipts: Receipts
  readonly client: Pick<Client, 'tasks'>
  readonly signal: AbortSignal
}

/** The files in a folder, as its receipts tell of them. */
export function createPictureFiles({ outDir, receipts, client, ...options }: PictureFilesTools): PictureFiles {
  async function find(file: string, taskId: string): Promise<FileContent | undefined> {
    const path = join(outDir, file)
    const bytes = await sizeOf(path)
    if (bytes === undefined) return undefined
    const receipt = receipts.get(file)
    if (receipt === undefined) throw strangerAt(path)
    // Of an earlier task of the same row, which has come to nothing.
    if (receipt.taskId !== taskId) return undefined
    if (receipt.content?.bytes === bytes) return receipt.content
    if (receipt.content) throw changedAt(path)
    // It got its name, and the process ended before that was written down.
    const content = { bytes, sha256: await hashOf(path) }
    await receipts.end(file, taskId, content)
    return content
  }

  async function load(output: TaskOutput, file: string, taskId: string): Promise<FileContent> {
    const overwrite = (receipts.get(file)?.taskId ?? taskId) !== taskId
    await receipts.begin(file, taskId)
    const { bytes, sha256 } = await downloadOutput(output, join(outDir, file), { ...options, overwrite })
    await receipts.end(file, taskId, { bytes, sha256 })
    return { bytes, sha256 }
  }

  return {
    async save(task, names) {
      const { taskId } = task
      const files: SavedFile[] = []
      const nameOf = (of: TaskSnapshot, index: number): string => outputFile(of, of.outputs[index], names) ?? ''
      const sink = async (output: TaskOutput, file: string): Promise<void> => {
        if (file !== '') files.push({ file, ...((await find(file, taskId)) ?? (await load(output, file, taskId))) })
      }
      await archiveTask(task, { client, nameOf, sink, signal: options.signal })
      return files
    },
    async assertFree({ stem, extension }) {
      const file = fileName(stem, 0, extension)
      const path = join(outDir, file)
      if (receipts.get(file) === undefined && (await sizeOf(path)) !== undefined)
        throw strangerAt(path, { phase: 'input', outcome: 'not_sent' })
    },
  }
}

const strangerAt = (path: string, facts?: DownloadFacts): DownloadError =>
  new DownloadError(
    'exists',
    `${path} is no file of this batch, and was left as it is: move it away and run again`,
    facts,
  )

const changedAt = (path: string): DownloadError =>
  new DownloadError('exists', `${path} is not as it was saved, and was left as it is: move it away and run again`)
