import { join } from 'node:path'
import type { TaskOutput } from '@nano-banana/core'
import { DownloadError } from '../download/download-error.ts'
import { type DownloadOptions, downloadOutput } from '../download/download-output.ts'
import { assertFileName } from './assert-file-name.ts'

/**
 * Keeps one output under a name: in a folder, a bucket, wherever. Resolves once it is kept for good; to keep the same name
 * twice must do no harm. Rejects with `DownloadError` when the output cannot be read.
 */
export type OutputSink = (output: TaskOutput, name: string, signal: AbortSignal | undefined) => Promise<void>

/**
 * Keeps outputs as files of a folder that exists. A file that is there already is whole, and stays. Rejects with
 * `InvalidInputError`, before anything is sent, when a name would lead out of the folder.
 */
export const folderSink =
  (folder: string, options: Omit<DownloadOptions, 'signal' | 'overwrite'> = {}): OutputSink =>
  async (output, name, signal) => {
    assertFileName(name)
    try {
      await downloadOutput(output, join(folder, name), { ...options, signal })
    } catch (error) {
      if (!(error instanceof DownloadError) || error.reason !== 'exists') throw error
    }
  }
