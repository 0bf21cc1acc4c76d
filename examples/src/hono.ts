import type { GenerationService } from '@nano-banana/node'
import { Hono } from 'hono'

/** A generation service behind Hono. */
export function createHonoApp(service: GenerationService): Hono {
  const app = new Hono()
  app.post('/hooks/hiapi/:token', ({ req }) => service.handleCallback(req.raw))
  app.post('/pictures', async (context) => {
    const { prompt, orderId } = await context.req.json()
    return context.json(await service.submit({ prompt }, { operationId: `order-${orderId}` }))
  })
  return app
}
