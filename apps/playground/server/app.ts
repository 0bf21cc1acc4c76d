import { serveStatic } from '@hono/node-server/serve-static'
import { createRelay, isLoopbackHost } from '@nano-banana/node'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Backend } from './backend/open-backend.ts'
import type { Breakable } from './chaos/breakable.ts'
import { callbackWeather } from './chaos/callback-weather.ts'
import { chaosRoutes } from './chaos/chaos-routes.ts'
import { estimateFor } from './estimate-for.ts'
import { examplePictures } from './example-pictures.ts'
import type { PageUploads } from './open-uploads.ts'
import { outputAddress } from './output-address.ts'
import { raceRoute } from './race/race-route.ts'
import { ensureSession, sessionUser } from './session.ts'
import { spendingCap } from './spending/spending-cap.ts'
import { spendingRoutes } from './spending/spending-routes.ts'
import { wireStream } from './wire/wire-stream.ts'

/** Where the relay is. */
export const basePath = '/api/nano-banana'

/** What the page is served with. */
export interface AppTools {
  readonly backend: Backend
  /** Where it is a twin that serves: what can be broken. */
  readonly breaks: Breakable | undefined
  readonly uploads: PageUploads
  readonly pageFolder: string
}

/** The page, the relay it talks to, and what it shows of both. */
export function createApp({ backend, breaks, uploads, pageFolder }: AppTools): Hono {
  const { trustedOrigins, service, wire, reportError } = backend
  const cap = backend.name === 'hiapi' ? spendingCap(service) : undefined
  const relay = createRelay({
    ...{ service, basePath, trustedOrigins, reportError, uploads: uploads.take, priceOf: () => 1 },
    authorize: (request) => {
      const user = sessionUser(request)
      return user && cap ? { ...user, limits: { spendPerDay: cap.limitOf(user.id) } } : user
    },
  })
  const takeCallback = callbackWeather({
    handle: (request) => service.handleCallback(request),
    wire,
    chaos: breaks?.chaos,
  })
  const pictureOf = examplePictures()
  const app = new Hono()

  app.use(async (context, next) => {
    // Another site must not reach this port under a name of its own: a real key may be behind it.
    if (!isLoopbackHost(new URL(context.req.url).hostname)) return context.text('Only loopback hosts are served', 421)
    return next()
  })
  app.use(secureHeaders(headersFor(backend)))
  app.get('/api/examples/:name', async (context) => {
    const picture = await pictureOf(context.req.param('name'))
    if (!picture) return context.notFound()
    return context.body(picture, 200, { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=3600' })
  })
  app.all('/callbacks/*', (context) => takeCallback(context.req.raw))
  app.get('/uploads/*', (context) => uploads.serve?.(context.req.raw) ?? context.notFound())
  app.use('/api/*', async (context, next) => {
    if (context.req.path.startsWith('/api/examples/')) return next()
    const user = sessionUser(context.req.raw)
    return user ? backend.asVisitor(user.id, next) : context.text('Open the page first', 401)
  })
  app.get('/api/info', (context) =>
    context.json({
      ...{ service: backend.name, isBreakable: breaks !== undefined, hasUploads: uploads.serve !== undefined },
      // An account of its own for code that is tried out.
      ...(backend.twin && { local: { url: backend.twin.url, apiKey: 'sk-test-anything' } }),
    }),
  )
  app.get('/api/wire', (context) => wireStream(wire, sessionUser(context.req.raw)?.id ?? ''))
  app.get('/api/outputs/:taskId', async (context) => {
    const url = await outputAddress(service, context.req.param('taskId'), sessionUser(context.req.raw)?.id)
    return url === undefined ? context.notFound() : context.json({ url })
  })
  app.get('/api/estimate', (context) => context.json(estimateFor(backend, Number(context.req.query('ageMs')))))
  if (cap) app.route('/api/spending', spendingRoutes(cap))
  if (breaks) app.route('/api/race', raceRoute())
  if (breaks) app.route('/api/chaos', chaosRoutes({ ...breaks, service }))
  app.all(`${basePath}/*`, async (context) => {
    const wish = context.req.method === 'POST' ? context.req.header('idempotency-key') : undefined
    if (wish !== undefined) await breaks?.chaos.arm(wish)
    return relay(context.req.raw)
  })
  app.get('/', async (context, next) => {
    ensureSession(context)
    context.header('cache-control', 'no-cache')
    return next()
  })
  app.use(serveStatic({ root: pageFolder }))
  return app
}

const headersFor = ({ twin }: Backend): Parameters<typeof secureHeaders>[0] => ({
  // There is no https on loopback to insist on.
  strictTransportSecurity: false,
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    // A reference picture may stand anywhere on the web, or on this machine, where the emulator and uploads are.
    imgSrc: ["'self'", 'data:', 'blob:', 'https:', ...(twin ? ['http://127.0.0.1:*'] : [])],
    // Radix positions its parts by style attributes.
    styleSrc: ["'self'", "'unsafe-inline'"],
    frameAncestors: ["'none'"],
  },
})
