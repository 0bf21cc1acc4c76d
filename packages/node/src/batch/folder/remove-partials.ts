import { readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** Removes what a crash has left of files in the making: of these files, and of no other. */
export async function removePartials(folder: string, files: readonly string[]): Promise<void> {
  const names = new Set(files.map((file) => file.slice(0, 60)))
  for (const entry of await readdir(folder)) {
    const [, name] = /^\.(.+)\.[0-9a-f]{16}\.part$/.exec(entry) ?? []
    if (name !== undefined && names.has(name)) await unlink(join(folder, entry)).catch(() => undefined)
  }
}
