import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { env } from 'node:process'
import { type Clock, InvalidInputError, isLoopbackHost, systemClock } from '@nano-banana/core'
import { createInspection, UnfitPicture } from '@nano-banana/picture'
import { defaultBaseUrl, parseBaseUrl } from '../../base-url.ts'
import { parsePublicUrl } from '../public-url.ts'
import type { StoredUpload, UploadStore } from '../upload-store.ts'
import { type FreshFile, type FreshFolder, openFresh } from './open-fresh.ts'
import { readHandle } from './read-handle.ts'
import { serveFile } from './serve-file.ts'
import { sweepFolder } from './sweep-folder.ts'
import { endings, fileName, partialPath, typeOf } from './upload-file.ts'
import { writeWhole } from './write-whole.ts'

/** Where uploads are kept, and where the service finds them. */
export interface FolderUploadsOptions {
  /** A folder of its own; it is made when it is missing. */
  readonly folder: string
  /** The https address under which its files are served, such as `https://app.example/uploads`. */
  readonly publicUrl: string
  /** How long a picture is kept: at least a minute. @default 86_400_000 */
  readonly ttlMs?: number | undefined
  /**
   * The service's address, as the client knows it. Where it is the emulator's, `publicUrl` is on this machine; else it must
   * be reachable from outside. @default process.env.HIAPI_BASE_URL, else https://api.hiapi.ai
   */
  readonly baseUrl?: string | undefined
  /** @default the system's */
  readonly clock?: Pick<Clock, 'now'> | undefined
}

/** A store that keeps uploads as files of one folder. */
export interface FolderUploads extends UploadStore {
  /** Answers a request for one of the pictures: mount it at `publicUrl`, open to everybody. All else is a 404. */
  readonly serve: (request: Request) => Promise<Response>
  /** Removes what has expired; a put does so too, once in a while. Resolves with the number of files. */
  readonly sweep: () => Promise<number>
}

const minuteMs = 60_000

/**
 * Keeps uploads in a folder. What is kept survives a restart; what has expired is refused at once.
 * Throws `InvalidInputError` when the service could not reach `publicUrl`.
 *
 * @example
 * const uploads = folderUploads({ folder: 'uploads', publicUrl: 'https://app.example/uploads' })
 */
export function folderUploads({
  folder,
  publicUrl,
  ttlMs = 24 * 60 * minuteMs,
  baseUrl = env['HIAPI_BASE_URL'] || defaultBaseUrl,
  clock = systemClock,
}: FolderUploadsOptions): FolderUploads {
  if (typeof folder !== 'string' || folder === '') throw refuse('folder', 'must be the path of a folder')
  if (!(ttlMs >= minuteMs && ttlMs < Number.POSITIVE_INFINITY)) throw refuse('ttlMs', 'must be a minute or more')
  const url = parsePublicUrl(publicUrl, isLoopbackHost(new URL(parseBaseUrl(baseUrl)).hostname))
  const fresh: FreshFolder = { folder: resolve(folder), ttlMs, now: clock.now }
  let nextSweepAtMs = 0

  const sweepNowAndThen = async (): Promise<void> => {
    if (clock.now() < nextSweepAtMs) return
    nextSweepAtMs = clock.now() + Math.min(ttlMs, 10 * minuteMs)
    await sweepFolder(fresh)
  }
  return {
    async put({ key, type, width, height }, body) {
      await mkdir(fresh.folder, { recursive: true })
      const name = fileName(key, type)
      const nowMs = clock.now()
      const partial = partialPath(fresh.folder, key)
      const bytes = await writeWhole(body, { partial, path: join(fresh.folder, name), nowMs })
      await sweepNowAndThen()
      return { type, width, height, bytes, url: `${url}/${name}`, expiresAtMs: nowMs + ttlMs }
    },
    async find(key) {
      for (const ending of Object.values(endings)) {
        const name = `${key}.${ending}`
        const file = typeOf(name) && (await openFresh(fresh, name))
        if (file) return described(file, `${url}/${name}`)
      }
      return undefined
    },
    serve: (request) => serveFile(fresh, request),
    sweep: () => sweepFolder(fresh),
  }
}

/** What a file's own header says: there is no second place that could tell otherwise. */
async function described({ handle, bytes, expiresAtMs }: FreshFile, url: string): Promise<StoredUpload | undefined> {
  const inspection = createInspection()
  try {
    for await (const piece of readHandle(handle)) {
      inspection.take(piece)
      const picture = inspection.picture()
      if (picture) return { ...picture, bytes, url, expiresAtMs }
    }
  } catch (error) {
    // Somebody has written there who should not have.
    if (!(error instanceof UnfitPicture)) throw error
  } finally {
    await handle.close()
  }
  return undefined
}

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])
