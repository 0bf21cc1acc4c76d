import { isNanoBananaError, type TaskSnapshot } from '@nano-banana/core'

const headers = { 'cache-control': 'no-store', vary: 'cookie, authorization', 'x-content-type-options': 'nosniff' }

/** The success envelope. */
export const succeed = (data: unknown, extra: Readonly<Record<string, string>> = {}): Response =>
  Response.json({ code: 200, message: 'success', data }, { headers: { ...headers, ...extra } })

/** The error envelope. */
export const refuse = (
  status: number,
  errorCode: string,
  { message, retryAfterMs }: { readonly message: string; readonly retryAfterMs?: number | undefined },
): Response =>
  Response.json(
    { code: status, message, data: null, error_code: errorCode },
    { status, headers: { ...headers, ...(retryAfterMs && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }) } },
  )

/** What a stranger's task and no task at all are answered with, to the byte. */
export const notFound = (): Response => refuse(404, 'NOT_FOUND', { message: 'No such task' })

/** A snapshot in the wire's words again, with outputs that this relay serves. */
export function wireTask(task: TaskSnapshot, basePath: string): Readonly<Record<string, unknown>> {
  const { taskId, model, status, failure } = task
  return {
    taskId,
    // A route that the server has chosen is its own business.
    model: model.replace(/@.*$/s, ''),
    status,
    created: task.createdAtMs / 1000,
    completed: (task.completedAtMs ?? 0) / 1000,
    ...(status === 'success' && {
      output: task.outputs.map(({ type, expiresAtMs = 0 }, index) => ({
        url: `${basePath}/tasks/${taskId}/outputs/${index}`,
        type,
        expireAt: expiresAtMs / 1000,
      })),
    }),
    ...(failure && { error: failure }),
  }
}

/** An error of the client as an answer that a client understands; nothing that the service told the server's owner is in it. */
export function refuseFor(thrown: unknown): Response {
  if (!isNanoBananaError(thrown)) return refuse(502, 'NO_ANSWER', { message: noAnswer })
  if (thrown.code === 'api' && thrown.status === 404 && thrown.phase !== 'submit') return notFound()
  // 502 leaves open whether a task was made; a 503 in an envelope says that none was.
  const retryAfterMs = thrown.code === 'api' ? thrown.retryAfterMs : undefined
  // A journal that is down may have missed that a task was made.
  if (thrown.outcome === 'unknown' || thrown.phase === 'journal')
    return refuse(502, 'NO_ANSWER', { message: noAnswer, retryAfterMs })
  if (thrown.code !== 'api') return refuse(503, 'UNAVAILABLE', { message: noAnswer })
  return refuseAs(thrown.status, { errorCode: thrown.apiCode, retryAfterMs })
}

/** A refusal of the service, with this status where it is known, in words of ours. */
export function refuseAs(
  status: number | undefined,
  {
    errorCode = 'REFUSED',
    retryAfterMs,
  }: { readonly errorCode?: string | undefined; readonly retryAfterMs?: number | undefined } = {},
): Response {
  const message = messages[status ?? 400]
  // Its 401 and 403 are about the server, not the user.
  if (status === undefined || message === undefined)
    return refuse(503, 'UNAVAILABLE', { message: noAnswer, retryAfterMs })
  // A code is a word; anything longer may be an echo.
  return refuse(status, /^[A-Z][A-Z_]{1,39}$/.test(errorCode) ? errorCode : 'REFUSED', { message, retryAfterMs })
}

const noAnswer = 'The service did not answer'

// The service's own words may name the account, or part of its key.
const messages: Readonly<Record<number, string>> = {
  400: 'The service refused the request',
  402: 'No pictures can be made just now: the balance is too low',
  429: 'Too many requests just now',
}
