import { emitWarning } from 'node:process'
import { type Clock, InvalidInputError, systemClock } from '@nano-banana/core'
import { pictureLimits, pictureTypes, UnfitPicture } from '@nano-banana/picture'
import { refuse, succeed } from '../relay/wire.ts'
import { openUpload } from './open-upload.ts'
import { type BodyPace, timelyBody, usualPace } from './timely-body.ts'
import { uploadKey } from './upload-key.ts'
import { createUploadQuota, type UploadLimits, type UploadQuota } from './upload-quota.ts'
import { UploadRefusal } from './upload-refusal.ts'
import type { StoredUpload, UploadStore } from './upload-store.ts'

/** What the upload routes are made of. */
export interface UploadRoutesOptions {
  /** Where pictures are kept. Without one, every upload is answered with 501 and how to get one. */
  readonly store?: UploadStore | undefined
  /** At least 32 characters, the same after a restart: the names of the pictures are derived from it. */
  readonly secret: string
  /** Where the relay is mounted, such as `/api/nano-banana`. */
  readonly basePath: string
  /** Per user. */
  readonly limits?: Partial<UploadLimits> | undefined
  /** How slowly a body may come. @default 5 s of silence, 16 KiB a second on the average */
  readonly pace?: BodyPace | undefined
  /** Hears why the store failed. @default a warning of the process */
  readonly reportError?: ((error: unknown) => void) | undefined
  /** @default the system's */
  readonly clock?: Pick<Clock, 'now'> | undefined
}

/** Answers an upload of a user, or a question for one; nothing for any other request. Never rejects. */
export type UploadRoutes = (request: Request, user: { readonly id: string }) => Promise<Response | undefined>

interface Routes {
  readonly store: UploadStore
  readonly secret: string
  readonly quota: UploadQuota
  readonly pace: BodyPace
}

/**
 * The routes `POST /uploads` and `GET /uploads/:sha256` below `basePath`. Whoever mounts them has made sure who the user
 * is and that the request comes from a page of its own. Throws `InvalidInputError` for a secret or a limit that is unfit.
 */
export function createUploadRoutes({
  store,
  secret,
  basePath,
  limits,
  pace = usualPace,
  reportError = warn,
  clock = systemClock,
}: UploadRoutesOptions): UploadRoutes {
  if (typeof secret !== 'string' || secret.length < 32) throw invalid('secret', 'must have at least 32 characters')
  const quota = createUploadQuota(parseLimits(limits), clock.now)
  const routes = store && { store, secret, quota, pace }
  return async (request, user) => {
    const { pathname } = new URL(request.url)
    const path = pathname.startsWith(`${basePath}/uploads`) ? pathname.slice(basePath.length) : ''
    const isUpload = request.method === 'POST' && path === '/uploads'
    const [, sha256] = (request.method === 'GET' && /^\/uploads\/([\da-f]{64})$/.exec(path)) || []
    if (!isUpload && sha256 === undefined) return undefined
    if (!routes) return refuse(501, 'UPLOADS_OFF', { message: uploadsOff })
    try {
      return await (sha256 === undefined ? take(routes, request, user.id) : find(routes, sha256, user.id))
    } catch (error) {
      if (error instanceof UploadRefusal) return refuse(error.status, error.errorCode, error)
      if (error instanceof UnfitPicture)
        return error.unfitness === 'too_large'
          ? refuse(413, 'TOO_LARGE', { message: `The picture ${error.message}` })
          : refuse(400, 'UNFIT_IMAGE', { message: `The picture ${error.message}` })
      reportError(error)
      return refuse(503, 'UNAVAILABLE', { message: 'The picture could not be kept just now: try again later' })
    }
  }
}

const uploadsOff = 'This server keeps no uploads: give its relay a store, such as folderUploads, or pass an https URL'

async function find({ store, secret }: Routes, sha256: string, userId: string): Promise<Response> {
  const found = await store.find(uploadKey(secret, userId, sha256))
  return found ? succeed(wireUpload(found, sha256)) : refuse(404, 'NOT_FOUND', { message: 'No such upload' })
}

async function take({ store, secret, quota, pace }: Routes, request: Request, userId: string): Promise<Response> {
  const { type, sha256, body } = parseHead(request)
  const pass = quota.enter(userId)
  const pieces = timelyBody(body, { pace, signal: request.signal, onBytes: pass.spend })
  try {
    const opened = await openUpload(pieces, { type, sha256 })
    const upload = { ...opened.picture, key: uploadKey(secret, userId, sha256), sha256 }
    return succeed(wireUpload(await store.put(upload, opened.body), sha256))
  } finally {
    // A store that fails may have left the rest unread.
    void pieces.return()
    pass.leave()
  }
}

function parseHead({ headers, body }: Request) {
  const type = headers.get('content-type') ?? ''
  if (!pictureTypes.some((known) => known === type))
    throw new UploadRefusal(415, 'UNSUPPORTED_TYPE', {
      message: `content-type must be one of ${pictureTypes.join(', ')}`,
    })
  // What is small on the way may be huge once it is unpacked.
  if (!/^identity$/i.test(headers.get('content-encoding') ?? 'identity'))
    throw new UploadRefusal(415, 'UNSUPPORTED_TYPE', {
      message: 'Send the bytes as they are, without content-encoding',
    })
  const sha256 = headers.get('x-content-sha256') ?? ''
  if (!/^[\da-f]{64}$/.test(sha256))
    throw new UploadRefusal(400, 'INVALID_REQUEST', {
      message: 'x-content-sha256 must be the SHA-256 of the body, 64 lower-case hexadecimal digits',
    })
  if (Number(headers.get('content-length')) > pictureLimits.maxBytes)
    throw new UploadRefusal(413, 'TOO_LARGE', { message: 'The picture is larger than 10 MiB: make it smaller' })
  if (body === null) throw new UploadRefusal(400, 'UNFIT_IMAGE', { message: 'The picture is empty' })
  return { type, sha256, body }
}

/** An upload in the wire's words. */
const wireUpload = ({ url, type, bytes, width, height, expiresAtMs }: StoredUpload, sha256: string): object => ({
  ...{ url, sha256, type, bytes, width, height },
  expireAt: Math.floor(expiresAtMs / 1000),
})

function parseLimits(limits: Partial<UploadLimits> = {}): UploadLimits {
  const parsed = { filesPerDay: 200, bytesPerDay: 512 * 1024 * 1024, atOnce: 4, ...limits }
  for (const [name, limit] of Object.entries(parsed))
    if (!Number.isSafeInteger(limit) || limit < 1) throw invalid(`limits.${name}`, 'must be a positive whole number')
  return parsed
}

const invalid = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])

function warn(error: unknown): void {
  emitWarning(error instanceof Error ? error : String(error))
}
