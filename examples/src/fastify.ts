import type { GenerationService } from '@nano-banana/node'
import fastify, { type FastifyInstance } from 'fastify'

/** A generation service behind Fastify. */
export function createFastifyApp(service: GenerationService): FastifyInstance {
  const app = fastify()
  // A scope of its own, in which nothing is parsed: the signature is over the raw bytes.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.post('/hooks/hiapi/:token', (request, reply) => {
      reply.hijack()
      service.callbackListener(request.raw, reply.raw)
    })
  })
  app.post<{ Body: { prompt: string; orderId: string } }>('/pictures', ({ body: { prompt, orderId } }) =>
    service.submit({ prompt }, { operationId: `order-${orderId}` }),
  )
  return app
}
