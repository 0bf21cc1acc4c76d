import { InvalidInputError, type ParsedTaskRequest } from '@nano-banana/core'
import { isOperationName } from '../operation-name.ts'
import { readJson } from '../read-json.ts'
import { readTaskRequest } from '../read-task-request.ts'
import type { Standing, Wish } from '../relay-tasks.ts'
import type { RelayTools } from '../relay-tools.ts'
import { refuse } from '../wire.ts'
import type { Route } from './route-of.ts'
import { standingAnswer } from './standing-answer.ts'

/** Browsers, and proxies between, give up waiting sooner or later; the wish goes on, and they ask again. */
const answerWithinMs = 25_000

/** Makes a task for the user. */
export const createRoute: Route = async ({ request, user }, tools) => {
  const operationId = request.headers.get('idempotency-key')
  if (!isOperationName(operationId))
    return refuseRequest('Idempotency-Key must name the operation in 1 to 255 visible ASCII characters')
  const body = await readJson(request)
  if ('refusal' in body) return refuse(body.refusal.status, 'INVALID_REQUEST', { message: bodyRule })
  const wanted = tryRead(body.json)
  if (wanted instanceof InvalidInputError) return refuseRequest(wanted.message.slice(0, 500))
  const price = priceOf(wanted, tools)
  // The browser may go away now: the task is made and recorded all the same.
  return standingAnswer(
    await soon({ userId: user.id, operationId, request: wanted, limits: user.limits, price }, tools),
  )
}

async function soon(wish: Wish, { tasks, clock, reportError }: RelayTools): Promise<Standing> {
  const answered = new AbortController()
  const made = tasks.create(wish)
  const late = clock.sleep(answerWithinMs, answered.signal).then((): Standing => {
    made.catch(reportError)
    return { state: 'pending', retryAfterMs: 1_000 }
  })
  try {
    return await Promise.race([made, late])
  } finally {
    late.catch(() => undefined)
    answered.abort('answered')
  }
}

function tryRead(json: unknown): ParsedTaskRequest | InvalidInputError {
  try {
    return readTaskRequest(json)
  } catch (error) {
    if (error instanceof InvalidInputError) return error
    throw error
  }
}

function priceOf({ input }: ParsedTaskRequest, tools: RelayTools): number {
  const price = tools.priceOf?.(input) ?? 0
  if (price >= 0 && price < Number.POSITIVE_INFINITY) return price
  throw new InvalidInputError([{ field: 'priceOf', message: 'must give a finite number of 0 or more' }])
}

const bodyRule = 'The body must be JSON of at most 256 KiB, not deeper than 32 levels, and arrive within 5 seconds'

const refuseRequest = (message: string): Response => refuse(400, 'INVALID_REQUEST', { message })
