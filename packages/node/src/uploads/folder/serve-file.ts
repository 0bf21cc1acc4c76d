import { type FreshFile, type FreshFolder, openFresh } from './open-fresh.ts'
import { readHandle } from './read-handle.ts'
import { typeOf } from './upload-file.ts'

const notFound = (): Response =>
  new Response('Not found', {
    status: 404,
    headers: { 'content-type': 'text/plain', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  })

const longestCacheMs = 3_600_000

/** Serves a folder's pictures to whoever knows their names; everything else is answered as what never was. */
export async function serveFile(folder: FreshFolder, { url, method }: Request): Promise<Response> {
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  const type = typeOf(name)
  if (type === undefined || (method !== 'GET' && method !== 'HEAD')) return notFound()
  const file = await openFresh(folder, name)
  if (!file) return notFound()
  const headers = {
    'content-type': type,
    'content-length': String(file.bytes),
    // A cache must not know it for longer than we do.
    'cache-control': `public, max-age=${Math.floor(Math.min(file.expiresAtMs - folder.now(), longestCacheMs) / 1000)}`,
    'content-disposition': `attachment; filename="picture.${name.split('.').at(-1)}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  }
  if (method === 'GET') return new Response(streamOf(file), { headers })
  await file.handle.close()
  return new Response(null, { headers })
}

function streamOf({ handle, bytes }: FreshFile): ReadableStream<Uint8Array> {
  const pieces = readHandle(handle, bytes)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next()
          if (!done) return controller.enqueue(value)
          await handle.close()
          controller.close()
        } catch (error) {
          await handle.close()
          throw error
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  )
}
