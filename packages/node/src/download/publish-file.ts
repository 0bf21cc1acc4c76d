import { link, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock } from '@nano-banana/core'
import { assertFree } from './check-target.ts'
import { errorCode, existsError, fileError } from './file-error.ts'

/** How a file gets its final name. */
export interface PublishOptions {
  readonly overwrite: boolean
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Gives a whole file its final name in one step: whoever looks sees all of it or nothing. */
export async function publishFile(from: string, to: string, options: PublishOptions): Promise<void> {
  options.signal.throwIfAborted()
  if (options.overwrite) await renamePatiently(from, to, options)
  else await linkOrRename(from, to, options)
  await syncFolder(dirname(to))
}

// A link fails where a name is taken, which a rename would take over without a word.
async function linkOrRename(from: string, to: string, options: PublishOptions): Promise<void> {
  try {
    await link(from, to)
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') throw existsError(to, { cause })
    // Some file systems have no hard links. A look before the rename is the best they offer.
    await assertFree(to, false)
    return renamePatiently(from, to, options)
  }
  await unlink(from).catch(() => undefined)
}

const pausesMs = [50, 100, 200, 400]

// On Windows a scanner that has the file open makes a rename fail for a moment.
async function renamePatiently(from: string, to: string, { clock, signal }: PublishOptions): Promise<void> {
  for (const pauseMs of [...pausesMs, undefined]) {
    try {
      return await rename(from, to)
    } catch (cause) {
      const isBusy = ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(cause))
      if (!isBusy || pauseMs === undefined) throw fileError(to, cause)
      await clock.sleep(pauseMs, signal)
    }
  }
}

// The file is whole and in its place: where a folder cannot be synced, that is no failure.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close().catch(() => undefined)
}
