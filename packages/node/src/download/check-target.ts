import { lstat, open, unlink } from 'node:fs/promises'
import type { DownloadFacts } from './download-error.ts'
import { errorCode, existsError, fileError } from './file-error.ts'
import { parseTarget } from './parse-target.ts'
import { partialPath } from './partial-path.ts'

/** How a target is checked. */
export interface CheckTargetOptions {
  /** Whether a file at the target may be replaced. @default false */
  readonly overwrite?: boolean | undefined
}

/** Makes sure that a file can be written at `target`, before money is spent on making it. Throws `DownloadError`. */
export async function checkTarget(target: string, { overwrite = false }: CheckTargetOptions = {}): Promise<void> {
  await prepareTarget(parseTarget(target), overwrite, { phase: 'input', outcome: 'not_sent' })
}

/** Does what `checkTarget` promises, and tells the permissions that a new file gets there. */
export async function prepareTarget(target: string, overwrite: boolean, facts: DownloadFacts = {}): Promise<number> {
  await assertFree(target, overwrite, facts)
  try {
    return await tryFolder(partialPath(target))
  } catch (cause) {
    throw fileError(target, cause, facts)
  }
}

/** Throws when `target` is taken. A link that leads nowhere takes it too. */
export async function assertFree(target: string, overwrite: boolean, facts: DownloadFacts = {}): Promise<void> {
  const found = await lstat(target).catch((cause: unknown) => {
    if (errorCode(cause) === 'ENOENT') return undefined
    throw fileError(target, cause, facts)
  })
  if (found === undefined) return
  if (!overwrite) throw existsError(target, facts)
  if (found.isDirectory()) throw fileError(target, Object.assign(new Error('is a folder'), { code: 'EISDIR' }), facts)
}

// Permissions, quotas and read-only mounts are known for certain only by trying.
async function tryFolder(path: string): Promise<number> {
  const handle = await open(path, 'wx')
  try {
    return (await handle.stat()).mode & 0o777
  } finally {
    await handle.close()
    await unlink(path)
  }
}
