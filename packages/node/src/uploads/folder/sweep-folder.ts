import { lstat, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { FreshFolder } from './open-fresh.ts'
import { isPartial, typeOf } from './upload-file.ts'

// No upload takes as long: who left it has died.
const partialMs = 3_600_000

/** Removes what has expired, and what a process that died has left half done. Resolves with how many files that were. */
export async function sweepFolder({ folder, ttlMs, now }: FreshFolder): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const keptMs = typeOf(name) ? ttlMs : isPartial(name) ? partialMs : undefined
    // Whatever else lies there is not ours.
    if (keptMs === undefined) continue
    const path = join(folder, name)
    const status = await lstat(path).catch(() => undefined)
    if (!status || status.mtimeMs + keptMs > now()) continue
    const isGone = await unlink(path).then(
      () => true,
      () => false,
    )
    if (isGone) removed += 1
  }
  return removed
}
