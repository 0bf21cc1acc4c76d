import { type AnyNanoBananaError, InternalError, isNanoBananaError, type TaskSnapshot } from '@nano-banana/core'

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
    model,
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

/** An error of the client as an answer that a client understands; nothing of the server's own is in it. */
export function refuseFor(thrown: unknown): Response {
  const error = isNanoBananaError(thrown)
    ? thrown
    : new InternalError({ phase: 'submit', outcome: 'unknown', cause: thrown })
  const [status, code] = statusOf(error)
  const retryAfterMs = error.code === 'api' ? error.retryAfterMs : undefined
  const message = error.code === 'api' || error.code === 'invalid_input' ? error.message : 'The service did not answer'
  return refuse(status, code, { message, retryAfterMs })
}

function statusOf(error: AnyNanoBananaError): readonly [number, string] {
  if (error.code === 'invalid_input') return [400, 'INVALID_REQUEST']
  // The server's own key is no matter of the user's.
  const isOurs = error.code === 'api' && (error.status === 401 || error.status === 403)
  if (error.code === 'api' && !isOurs && error.outcome !== 'unknown') return [error.status, error.apiCode ?? 'REFUSED']
  // 503 in an envelope says that nothing was made; 502 leaves it open.
  return error.outcome === 'unknown' ? [502, 'NO_ANSWER'] : [503, 'UNAVAILABLE']
}
