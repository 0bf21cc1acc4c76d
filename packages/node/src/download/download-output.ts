import { lookup } from 'node:dns'
import type { TaskOutput } from '@nano-banana/core'
import { type DownloadedFile, download } from './download.ts'
import { type DownloadOptions, parseDownload } from './download-options.ts'

export type { DownloadedFile, DownloadOptions }

/**
 * Saves one of a task's files: whole, checked and under its final name, or not at all. The file is read from its host
 * without the API key. A failure is a `DownloadError`; the task stays done and paid, and can be downloaded again until it expires.
 */
export async function downloadOutput(
  output: TaskOutput,
  target: string,
  options: DownloadOptions = {},
): Promise<DownloadedFile> {
  return download(parseDownload(output, target, options), lookup)
}
