import { serveStatic } from '@hono/node-server/serve-static'
import { createRelay, isLoopbackHost } from '@nano-banana/node'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { examplePictures } from './example-pictures.ts'
import type { PlaygroundService } from './service.ts'
import { ensureSession, sessionUser } from './session.ts'

const basePath = '/api/nano-banana'

/** The page, and the relay it talks to. */
export function createApp({ client, name, secret, trustedOrigins }: PlaygroundService, pageFolder: string): Hono {
  const relay = createRelay({ client, secret, basePath, trustedOrigins, authorize: sessionUser })
  const pictureOf = examplePictures()
  const app = new Hono()

  app.use(async (context, next) => {
    // Another site must not reach this port under a name of its own: a real key may be behind it.
    if (!isLoopbackHost(new URL(context.req.url).hostname)) return context.text('Only loopback hosts are served', 421)
    return next()
  })
  app.use(
    secureHeaders({
      // There is no https on loopback to insist on.
      strictTransportSecurity: false,
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // A reference picture may stand anywhere on the web.
        imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
        // Radix positions its parts by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        frameAncestors: ["'none'"],
      },
    }),
  )
  app.get('/api/info', (context) => context.json({ service: name }))
  app.get('/api/examples/:name', async (context) => {
    const picture = await pictureOf(context.req.param('name'))
    if (!picture) return context.notFound()
    return context.body(picture, 200, { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=3600' })
  })
  app.all(`${basePath}/*`, (context) => relay(context.req.raw))
  app.get('/', async (context, next) => {
    ensureSession(context)
    context.header('cache-control', 'no-cache')
    return next()
  })
  app.use(serveStatic({ root: pageFolder }))
  return app
}
