import { type FileHandle, open, unlink } from 'node:fs/promises'
import { fileError } from './file-error.ts'
import { partialPath } from './partial-path.ts'
import { type PublishOptions, publishFile } from './publish-file.ts'
import type { Recipient } from './receive.ts'
import { untilAborted } from './until-aborted.ts'

/** What a partial file is made for. */
export interface PartialFileOptions extends PublishOptions {
  readonly target: string
  /** The finished file's permissions; until then only its owner reads it. */
  readonly mode: number
}

/**
 * Creates a file in the making, under a name of its own beside its target. It must be published, which gives it its final
 * name once it is safe on the disk, or discarded, which removes it.
 */
export async function createPartialFile({ target, mode, ...options }: PartialFileOptions): Promise<Recipient> {
  const path = partialPath(target)
  const refuse = (cause: unknown): never => {
    throw options.signal.aborted ? options.signal.reason : fileError(target, cause)
  }
  const handle = await open(path, 'wx', 0o600).catch(refuse)
  return {
    write: (chunks) => untilAborted(append(handle, chunks), options.signal).catch(refuse),
    async publish() {
      try {
        // Some mounts fix the permissions. A file for its owner alone is better than none.
        await handle.chmod(mode).catch(() => undefined)
        await untilAborted(handle.datasync(), options.signal)
        await handle.close()
      } catch (cause) {
        refuse(cause)
      }
      await publishFile(path, target, options)
    },
    async discard() {
      // Removed first and closed without waiting: a disk that hangs must not hold up an abort.
      await unlink(path).catch(() => undefined)
      handle.close().catch(() => undefined)
    },
  }
}

async function append(handle: FileHandle, chunks: readonly Buffer[]): Promise<void> {
  if (chunks.length === 0) return
  const { bytesWritten } = await handle.writev(chunks)
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0)
  // A disk that takes only a part may say why when it is asked for the rest.
  if (bytesWritten < bytes) await handle.appendFile(Buffer.concat(chunks).subarray(bytesWritten))
}
