import type { TaskSnapshot, TransportResponse } from '../src/index.ts'

/** The id that the script's tasks bear. */
export const taskId = 'tk-hiapi-01HZTQ8BX2N3GM3YFK4Z9D7VQR'

/** Any answer. */
export const answer = (status: number, body: unknown, headers: Record<string, string> = {}): TransportResponse => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

/** A good answer in its envelope. */
export const ok = (data: unknown, headers: Record<string, string> = {}): TransportResponse =>
  answer(200, { code: 200, message: 'success', data }, headers)

/** The service's own error envelope. */
export const refusal = (status: number, errorCode: string, headers: Record<string, string> = {}): TransportResponse =>
  answer(status, { code: status, message: `refused: ${errorCode}`, data: null, error_code: errorCode }, headers)

/** The create answer. */
export const accepted = ok({ taskId })

/** The same, given again under its key. */
export const replayed = ok({ taskId }, { 'idempotent-replay': 'true' })

/** A wire task in a status. */
export const wireTask = (status: string, extra: Record<string, unknown> = {}): Record<string, unknown> => ({
  taskId,
  model: 'Nano-Banana-2',
  status,
  created: 1_767_225_600,
  completed: 0,
  ...extra,
})

/** A read that finds the task in a status. */
export const running = (status: string): TransportResponse => ok(wireTask(status))

/** The one output of `done`. */
export const wireOutput = { url: 'https://cdn.example.com/a.png', type: 'image', expireAt: 1_767_830_400 }

/** A read that finds the picture. */
export const done = ok(wireTask('success', { completed: 1_767_225_612, output: [wireOutput] }))

/** A read that finds the task failed. */
export const failed = ok(
  wireTask('fail', { completed: 1_767_225_612, error: { code: 'TASK_FAILED', message: 'unsafe prompt' } }),
)

/** A success whose outputs lag behind. */
export const empty = ok(wireTask('success', { completed: 1_767_225_612, output: [] }))

/** The first request under a key is still under way. */
export const processing = (headers: Record<string, string> = {}): TransportResponse =>
  refusal(409, 'IDEMPOTENCY_KEY_PROCESSING', headers)

/** Too fast. */
export const throttled = (retryAfter?: string, headers: Record<string, string> = {}): TransportResponse =>
  refusal(429, 'RATE_LIMITED', { ...(retryAfter !== undefined && { 'retry-after': retryAfter }), ...headers })

/** A gateway's page in front of the service. */
export const gatewayPage = (status: number): TransportResponse => answer(status, '<html>Bad gateway</html>')

/** The task as core tells it. */
export const snapshot = (status: string, extra: Partial<TaskSnapshot> = {}): TaskSnapshot => ({
  taskId,
  model: 'Nano-Banana-2',
  status,
  createdAtMs: 1_767_225_600_000,
  outputs: status === 'success' ? [{ url: wireOutput.url, type: 'image' }] : [],
  ...extra,
})
