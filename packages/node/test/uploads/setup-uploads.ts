import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  createUploadRoutes,
  type FolderUploads,
  folderUploads,
  toNodeListener,
  type UploadRoutesOptions,
} from '../../src/index.ts'

export const secret = 'a secret of thirty-two characters'
export const baseUrl = 'http://127.0.0.1:8787'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** An empty folder that goes away with its test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nano-banana-uploads-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Time that a test moves. */
export function fakeNow(atMs = Date.UTC(2026, 10, 25, 12)) {
  const clock = { atMs, now: () => clock.atMs }
  return clock
}

/** Upload routes and the folder they fill, behind a real server; `x-user` says who asks. */
export async function setupUploads(
  options: Partial<UploadRoutesOptions> & {
    readonly wrap?: (store: FolderUploads) => UploadRoutesOptions['store']
  } = {},
) {
  const folder = temporaryFolder()
  const clock = fakeNow()
  const reported: unknown[] = []
  const server = createServer(toNodeListener((request) => serve(request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const store = folderUploads({ folder, publicUrl: `${url}/public`, baseUrl, clock })
  const { wrap = (plain) => plain, ...others } = options
  const routes = createUploadRoutes({
    ...{ store: wrap(store), secret, basePath: '/api', clock, reportError: (error) => reported.push(error), ...others },
  })
  async function serve(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/public/')) return store.serve(request)
    const id = request.headers.get('x-user') ?? 'ann'
    return (await routes(request, { id })) ?? new Response('elsewhere', { status: 404 })
  }
  const post = (bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${url}/api/uploads`, {
      method: 'POST',
      body: Uint8Array.from(bytes),
      headers: { 'content-type': 'image/png', 'x-content-sha256': sha256(bytes), ...headers },
    })
  const ask = (hash: string, user = 'ann'): Promise<Response> =>
    fetch(`${url}/api/uploads/${hash}`, { headers: { 'x-user': user } })
  return { url, port, folder, store, clock, post, ask, reported, files: () => readdirSync(folder) }
}

/** Status and code of a refusal. */
export async function refusal(response: Response): Promise<readonly [number, string]> {
  const { error_code: errorCode, data } = await response.json()
  if (data !== null) throw new Error('Not refused')
  return [response.status, errorCode]
}
