import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { parseFaultRule } from '../faults/fault-rule.ts'
import { readFields } from '../faults/read-fields.ts'
import { refuse, succeed } from '../service/reply.ts'
import type { Twin } from '../twin.ts'
import { readJson } from './read-json.ts'
import { respond } from './respond.ts'

/** The routes below `/control/`, for whoever sends the token. Throws a `RangeError` when it is too short to be a secret. */
export function createControl({ service, script, clock, advance }: Twin, token: string): Hono {
  if (token.length < 16) throw new RangeError('controlToken must have 16 characters or more')
  const isAllowed = sameAs(`Bearer ${token}`)
  const control = new Hono()

  control.use(async (context, next) => {
    if (isAllowed(context.req.header('authorization') ?? '')) return next()
    return respond(refuse(401, 'UNAUTHORIZED', { message: 'The control token is missing or wrong' }))
  })
  control.post('/faults', async (context) => {
    const rule = await readJson(context.req.raw, parseFaultRule)
    if ('refusal' in rule) return respond(rule.refusal)
    script.add(rule.value)
    return respond(succeed(null))
  })
  control.delete('/faults', () => {
    script.clear()
    return respond(succeed(null))
  })
  control.post('/advance', async (context) => {
    if (advance === undefined) {
      return respond(
        refuse(409, 'CLOCK_IS_REAL', { message: 'Real time passes by itself: only virtual time advances' }),
      )
    }
    const ms = await readJson(context.req.raw, parseMs)
    if ('refusal' in ms) return respond(ms.refusal)
    await advance(ms.value)
    return respond(succeed({ nowMs: clock.now() }))
  })
  control.get('/ledger', () => respond(succeed({ entries: service.ledger.entries() })))
  control.get('/deliveries', () => respond(succeed({ deliveries: service.courier.log() })))
  control.all('*', () => respond(refuse(404, 'NOT_FOUND', { message: 'No such control' })))
  return control
}

function parseMs(json: unknown): number {
  const fields = readFields(json)
  const ms = fields.number('ms', { to: Number.MAX_SAFE_INTEGER })
  fields.end()
  return ms
}

// Hashes are compared, in constant time: neither where two texts differ nor how long they are can be told from the time.
function sameAs(secret: string): (text: string) => boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  const expected = hash(secret)
  return (text) => timingSafeEqual(hash(text), expected)
}
