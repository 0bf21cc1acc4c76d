import { isLoopbackHost } from '@nano-banana/core'
import { Hono } from 'hono'
import { answerRequest } from '../answer-request.ts'
import { maxBodyBytes } from '../decode-body.ts'
import { refuse } from '../service/reply.ts'
import type { Twin } from '../twin.ts'
import { type Connection, carry } from './carry.ts'
import { createControl } from './control.ts'
import { LostAnswer } from './lost-answer.ts'
import { readBody } from './read-body.ts'
import { respond } from './respond.ts'

/** The twin as a web application. */
export type App = Hono<{ readonly Bindings: Connection }>

/** The twin's HTTP face: carries requests to it, and serves its controls where there is a token. */
export function createApp(twin: Twin, controlToken: string | undefined): App {
  const app: App = new Hono()

  app.onError((error, { req }) => {
    // Hono's own handler would make an answer of it.
    if (error instanceof LostAnswer || req.raw.signal.aborted) throw error
    if (twin.stopSignal.aborted) throw new LostAnswer()
    return respond(refuse(500, 'EMULATOR_DEFECT', { message: error.message }))
  })
  if (controlToken !== undefined) app.route('/control', createControl(twin, controlToken))
  app.all('*', async ({ req, env }) => {
    const { pathname, search } = new URL(req.url)
    const body = await readBody(req.raw, maxBodyBytes)
    const raw = { method: req.method, path: pathname + search, headers: req.header(), body }
    const answer = await answerRequest(twin, raw, { origin: originOf(req.url), signal: req.raw.signal })
    return carry(answer, env)
  })
  return app
}

// Outputs never seem to come from another machine: a caller in this process may use any host.
function originOf(url: string): string {
  const { origin, hostname } = new URL(url)
  return isLoopbackHost(hostname) ? origin : 'http://localhost'
}
