import type { GenerationService } from '@nano-banana/node'
import express, { type Express } from 'express'

/** A generation service behind Express. */
export function createExpressApp(service: GenerationService): Express {
  const app = express()
  // Before any body parser: the signature is over the raw bytes.
  app.post('/hooks/hiapi/:token', (request, response) => service.callbackListener(request, response))
  app.post('/pictures', express.json(), async (request, response) => {
    const { prompt, orderId } = request.body
    response.json(await service.submit({ prompt }, { operationId: `order-${orderId}` }))
  })
  return app
}
