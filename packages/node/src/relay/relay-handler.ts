import type { TaskSnapshot } from '@nano-banana/core'
import { createDeriveKey, type DeriveKey } from './derive-key.ts'
import { eventStream } from './event-stream.ts'
import { readBody } from './read-body.ts'
import { readTaskRequest } from './read-task-request.ts'
import type { RelayTools, RelayUser } from './relay-options.ts'
import { createUserEvents, type UserEvents } from './user-events.ts'
import { notFound, refuse, refuseFor, succeed, wireTask } from './wire.ts'

interface Relay extends RelayTools {
  readonly deriveKey: DeriveKey
  readonly events: UserEvents
}

interface Call {
  readonly request: Request
  readonly user: RelayUser
}

/** The relay on web standards alone: a handful of routes, and no way to name another target. */
export function createRelayHandler(tools: RelayTools): (request: Request) => Promise<Response> {
  const relay = { ...tools, deriveKey: createDeriveKey(tools.secret), events: createUserEvents(tools.client) }
  return async (request) => {
    try {
      const user = await relay.authorize(request)
      // An id that is missing would own whatever nobody owns.
      if (!user || typeof user.id !== 'string' || user.id === '')
        return refuse(401, 'UNAUTHORIZED', { message: 'Sign in first' })
      return await route(relay, { request, user })
    } catch (error) {
      return refuseFor(error)
    }
  }
}

async function route(relay: Relay, call: Call): Promise<Response> {
  const { pathname } = new URL(call.request.url)
  const path = pathname.startsWith(`${relay.basePath}/`) ? pathname.slice(relay.basePath.length) : ''
  const route = `${call.request.method} ${path}`
  if (route === 'POST /tasks') return create(relay, call)
  if (route === 'GET /tasks') return mine(relay, call)
  if (route === 'GET /events') return events(relay, call)
  const [, taskId] = /^GET \/tasks\/([\w.~-]{1,200})$/.exec(route) ?? []
  if (taskId !== undefined) return get(relay, call, taskId)
  const [, outputOf, index] = /^GET \/tasks\/([\w.~-]{1,200})\/outputs\/(\d{1,3})$/.exec(route) ?? []
  if (outputOf !== undefined) return output(relay, call, { taskId: outputOf, index: Number(index) })
  return notFound()
}

async function create({ client, ownership, deriveKey, events }: Relay, { request, user }: Call): Promise<Response> {
  const operationId = request.headers.get('idempotency-key')
  if (!operationId || operationId.length > 255) {
    return refuse(400, 'INVALID_REQUEST', { message: 'Idempotency-Key must name the operation in 1 to 255 characters' })
  }
  const body = await readBody(request)
  if ('status' in body)
    return refuse(body.status, 'INVALID_REQUEST', { message: 'The body must be JSON of at most 256 KiB' })
  // The browser may go away now: the task is made and recorded all the same.
  const idempotencyKey = await deriveKey(user.id, operationId)
  const { taskId, replayed } = await client.tasks.create(readTaskRequest(body.json), { idempotencyKey })
  await ownership.claim(taskId, user.id)
  events.follow(user.id, taskId)
  return succeed({ taskId }, replayed ? { 'idempotent-replay': 'true' } : {})
}

async function get(relay: Relay, { user, request }: Call, taskId: string): Promise<Response> {
  const task = await ownTask(relay, { user, taskId, signal: request.signal })
  return task ? succeed(wireTask(task, relay.basePath)) : notFound()
}

const mineAtMost = 20

// The account-wide list never leaves the server: these are the user's own tasks, one by one.
async function mine(relay: Relay, { user, request: { signal } }: Call): Promise<Response> {
  const taskIds = await relay.ownership.tasksOf(user.id)
  const newest = taskIds.slice(0, mineAtMost)
  const looks = await Promise.allSettled(newest.map((taskId) => relay.client.tasks.get(taskId, { signal })))
  // One that cannot be read must not hide the others.
  const tasks = looks.flatMap((look) => (look.status === 'fulfilled' ? look.value : []))
  const page = { page: 1, size: mineAtMost, total: taskIds.length }
  return succeed({ ...page, tasks: tasks.map((task) => wireTask(task, relay.basePath)) })
}

async function events({ basePath, ownership, events }: Relay, { user }: Call): Promise<Response> {
  const taskIds = await ownership.tasksOf(user.id)
  return eventStream({
    basePath,
    listen: (listener) => events.listen(user.id, listener),
    onOpen: () => {
      for (const taskId of taskIds.slice(0, mineAtMost)) events.follow(user.id, taskId)
    },
  })
}

async function output(
  relay: Relay,
  { user, request: { signal } }: Call,
  { taskId, index }: { readonly taskId: string; readonly index: number },
): Promise<Response> {
  const found = (await ownTask(relay, { user, taskId, signal }))?.outputs[index]
  if (found === undefined) return notFound()
  const { body, contentType } = await relay.openOutput(found, signal)
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'cache-control': 'private, max-age=3600',
      // Without a name, so that the page's own choice of one is kept.
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    },
  })
}

async function ownTask(
  { client, ownership }: Relay,
  { user, taskId, signal }: { readonly user: RelayUser; readonly taskId: string; readonly signal: AbortSignal },
): Promise<TaskSnapshot | undefined> {
  if (!(await ownership.isOwner(taskId, user.id))) return undefined
  return client.tasks.get(taskId, { signal })
}
