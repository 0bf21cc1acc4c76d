import { join } from 'node:path'
import { createUploadRoutes, type FolderUploads, folderUploads, type UploadRoutes } from '@nano-banana/node'
import type { Backend } from './backend/open-backend.ts'

/** Where files go that are to be references. */
export interface PageUploads {
  readonly take: UploadRoutes
  /** Shows the service what was uploaded; nothing where the service could not come here. */
  readonly serve: FolderUploads['serve'] | undefined
}

/** What uploads need. */
export interface UploadsTools {
  readonly backend: Pick<Backend, 'secret' | 'twin' | 'baseUrl'>
  readonly folder: string
  readonly url: string
  readonly basePath: string
}

/** Keeps uploads where the emulator finds them. The real service cannot reach this machine: then they are off, and say why. */
export function openUploads({ backend, folder, url, basePath }: UploadsTools): PageUploads {
  const { secret, twin, baseUrl } = backend
  const store = twin && folderUploads({ folder: join(folder, 'uploads'), publicUrl: `${url}/uploads`, baseUrl })
  return { take: createUploadRoutes({ store, secret, basePath }), serve: store?.serve }
}
