import { createService, type Failure, type Fault, type ServiceOptions } from '@nano-banana/emulator/service'

export const origin = 'http://127.0.0.1:8787'
export const startMs = Date.UTC(2026, 0, 1, 12, 0, 10)
export const stages = { queued: 1_000, handling: 5_000, archiving: 500 }
export const prompt = { model: 'Nano-Banana-2', input: { prompt: 'a cat' } }

interface Asked {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly fault?: Fault
  readonly failure?: Failure
}

/** A service of its own, and one client of it. */
export function setupService(options: ServiceOptions = {}) {
  const service = createService({ stages, ...options })
  let nowMs = startMs
  const ask = (method: string, path: string, { headers = {}, body = '', fault, failure }: Asked = {}) => {
    const all = { authorization: 'Bearer sk-test-a', 'content-type': 'application/json', ...headers }
    const answer = service.receive({ method, path, headers: all, body }, { nowMs, origin, fault, failure })
    const isJson = answer.headers['content-type'] === 'application/json'
    return { ...answer, json: isJson ? JSON.parse(answer.body) : undefined }
  }
  const create = (body: unknown = prompt, headers: Record<string, string> = {}, fault?: Fault) =>
    ask('POST', '/v1/tasks', {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers,
      ...(fault && { fault }),
    })
  const get = (taskId: string, fault?: Fault) => ask('GET', `/v1/tasks/${taskId}`, { ...(fault && { fault }) })
  const list = (query = '', fault?: Fault) => ask('GET', `/v1/tasks${query}`, { ...(fault && { fault }) })
  return { service, ask, create, get, list, pass: (ms: number) => (nowMs += ms) }
}
