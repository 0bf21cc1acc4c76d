import { pictureUrl } from '../service/picture.ts'
import type { Protocol } from '../service/protocol.ts'

const envelope = (data: object): object => ({ code: 200, message: 'success', data })

const errorCodes: Readonly<Record<number, string>> = {
  404: 'NOT_FOUND',
  409: 'IDEMPOTENCY_KEY_PROCESSING',
  422: 'IDEMPOTENCY_KEY_MISMATCH',
  429: 'RATE_LIMITED',
  503: 'SERVICE_UNAVAILABLE',
}

/** HiAPI's tasks: `POST /v1/tasks`, then `GET /v1/tasks/:id` until it is terminal. */
export const hiapi: Protocol = {
  read({ method, path }) {
    if (method === 'POST') return { asks: 'draw' }
    return { asks: 'status', jobId: decodeURIComponent(path.split('/').at(-1) ?? '') }
  },
  answer(asks, { id, isDone, isReplay }) {
    if (asks === 'draw') {
      return {
        status: 200,
        headers: isReplay ? { 'idempotent-replay': 'true' } : {},
        body: envelope({ taskId: id }),
      }
    }
    const created = Math.floor(Date.now() / 1000)
    const task = { taskId: id, model: 'Nano-Banana-2', created }
    const output = [{ url: pictureUrl(id), type: 'image', expireAt: created + 7 * 86_400 }]
    return {
      status: 200,
      body: envelope(
        isDone
          ? { ...task, status: 'success', completed: created, output }
          : { ...task, status: 'handling', completed: 0 },
      ),
    }
  },
  refusal: (status) => ({
    status,
    body: { code: status, message: 'Refused', data: null, error_code: errorCodes[status] ?? 'INVALID_REQUEST' },
  }),
}
