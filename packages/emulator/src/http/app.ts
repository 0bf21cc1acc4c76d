import { isUtf8 } from 'node:buffer'
import { isLoopbackHost } from '@nano-banana/core'
import { Hono } from 'hono'
import { receiveRequest } from '../receive-request.ts'
import { refuse } from '../service/reply.ts'
import type { Twin } from '../twin.ts'
import { type Connection, carry } from './carry.ts'
import { createControl } from './control.ts'
import { LostAnswer } from './lost-answer.ts'
import { createOutputs } from './outputs.ts'
import { readBody } from './read-body.ts'
import { respond } from './respond.ts'

interface Env {
  readonly Bindings: Connection
}

// The documented limit of a request body. @see contract: Rate limits
const maxBodyBytes = 10 * 1024 * 1024

/** The twin's HTTP face: carries requests to the machine, serves the pictures of its tasks, and its controls where there is a token. */
export function createApp(twin: Twin, controlToken: string | undefined): Hono<Env> {
  const app = new Hono<Env>()
  const outputs = createOutputs(twin)

  app.onError((error) => {
    // Hono's own handler would make an answer of it.
    if (error instanceof LostAnswer) throw error
    if (twin.stopSignal.aborted) throw new LostAnswer()
    return respond(refuse(500, 'EMULATOR_DEFECT', { message: error.message }))
  })
  app.use(async (context, next) => {
    // A web page that reaches this port under a name of its own must not be able to use it.
    if (!isLoopbackHost(new URL(context.req.url).hostname)) return context.text('Only loopback hosts are served', 421)
    return next()
  })
  if (controlToken !== undefined) app.route('/control', createControl(twin, controlToken))
  app.get('/outputs/:file', async (context) => carry(await outputs(context.req.param('file')), context.env))
  app.all('*', async (context) => {
    const body = await readBody(context.req.raw, maxBodyBytes)
    if (body === undefined)
      return respond(refuse(413, 'PAYLOAD_TOO_LARGE', { message: 'The body may have 10 MB at most' }))
    // Two bodies that are no text could become one text, and keys are held against the bytes.
    if (!isUtf8(body)) return respond(refuse(400, 'INVALID_REQUEST', { message: 'The body is not UTF-8' }))
    const { method, url } = context.req
    const { origin, pathname, search } = new URL(url)
    const request = { method, path: pathname + search, headers: context.req.header(), body: body.toString('utf8') }
    const answer = receiveRequest(twin, request, origin)
    if (answer.delayMs > 0) await twin.clock.sleep(answer.delayMs, twin.stopSignal)
    return carry(answer, context.env)
  })
  return app
}
