import { readdirSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { type DownloadedFile, type DownloadOptions, downloadOutput } from '../../src/download/download-output.ts'
import { type FileHost, startFileHost } from './file-host.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface DownloadSetup {
  readonly host: FileHost
  readonly clock: ManualClock
  readonly folder: string
  readonly target: string
  /** What stands in the folder, hidden files included. */
  readonly files: () => readonly string[]
  readonly url: string
  readonly run: (options?: DownloadOptions, type?: string) => Promise<DownloadedFile>
}

/** A trusted host that follows the script, a clock that needs no time, and an empty folder to download to. */
export async function setupDownload(...script: readonly RequestListener[]): Promise<DownloadSetup> {
  const host = await startFileHost(...script)
  const clock = createManualClock()
  const folder = temporaryFolder()
  const target = join(folder, 'cat.png')
  const url = `${host.origin}/outputs/cat.png?token=secret`
  return {
    host,
    clock,
    folder,
    target,
    url,
    files: () => readdirSync(folder),
    run: (options, type = 'image') =>
      downloadOutput({ url, type }, target, { trustedOrigins: [host.origin], clock, random: () => 0.5, ...options }),
  }
}
