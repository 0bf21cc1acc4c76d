import { isLoopbackHost } from '@nano-banana/core'
import { Hono } from 'hono'
import type { Reference } from '../painter/references.ts'
import type { Service } from '../service/service.ts'
import { refuse, type ServiceAnswer } from '../service/service-answer.ts'
import { hasOutput } from '../service/task-record.ts'
import { createGallery } from './gallery.ts'
import { readBody } from './read-body.ts'
import { readReference } from './read-reference.ts'

/** What the HTTP face stands before. */
export interface AppTools {
  readonly service: Service
  readonly now: () => number
}

// The documented limit of a request body. @see contract: Rate limits
const maxBodyBytes = 10 * 1024 * 1024

/** The machine's HTTP face: carries requests to it, and serves the pictures of its tasks. */
export function createApp({ service, now }: AppTools): Hono {
  const app = new Hono()
  const gallery = createGallery()
  const references = new Map<string, Promise<readonly Reference[]>>()

  app.use(async (context, next) => {
    // A web page that reaches this port under a name of its own must not be able to use it.
    if (!isLoopbackHost(new URL(context.req.url).hostname)) return context.text('Only loopback hosts are served', 421)
    return next()
  })

  app.get('/outputs/:file', async (context) => {
    const [, taskId = '', format] = /^([\w-]+)\.(png|jpg)$/.exec(context.req.param('file')) ?? []
    const task = service.task(taskId)
    if (task === undefined || task.request.input.output_format !== format) return context.text('No such output', 404)
    if (!hasOutput(task, now())) return context.text('The output is not there, or no longer', 403)
    const bytes = await gallery.picture(task, (await references.get(taskId)) ?? [])
    return context.body(new Uint8Array(bytes), 200, { 'content-type': format === 'jpg' ? 'image/jpeg' : 'image/png' })
  })

  app.all('*', async (context) => {
    const { method, url } = context.req
    const { origin, pathname, search } = new URL(url)
    const body = await readBody(context.req.raw, maxBodyBytes)
    if (body === undefined) {
      return context.json(refuse(413, 'PAYLOAD_TOO_LARGE', { message: 'The body may have 10 MB at most' }).body, 413)
    }
    const request = { method, path: pathname + search, headers: context.req.header(), body }
    const answer = service.receive(request, { nowMs: now(), origin })
    prepareReferences(answer)
    if (answer.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, answer.delayMs))
    return new Response(answer.body, { status: answer.status, headers: answer.headers })
  })

  // A new task's references are read at once: one that cannot be read fails the task, as it would on the real service.
  function prepareReferences({ body }: ServiceAnswer): void {
    const taskId: unknown = JSON.parse(body).data?.taskId
    const task = typeof taskId === 'string' && !references.has(taskId) ? service.task(taskId) : undefined
    if (task === undefined || task.request.input.image_input.length === 0) return
    const reading = Promise.all(task.request.input.image_input.map(readReference))
    const settled = reading.catch((error: Error) => {
      service.fail(task.taskId, { code: 'TASK_FAILED', message: `A reference cannot be used: ${error.message}` }, now())
      return []
    })
    references.set(task.taskId, settled)
  }

  return app
}
