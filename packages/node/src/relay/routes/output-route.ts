import { notFound } from '../wire.ts'
import type { Route } from './route-of.ts'

/** A picture, served under the app's own name. */
export const outputRoute =
  (taskId = '', index = ''): Route =>
  async ({ request, user }, { tasks, openOutput }) => {
    const found = (await tasks.find(user.id, taskId, request.signal))?.outputs[Number(index)]
    if (found === undefined) return notFound()
    const { body, contentType } = await openOutput(found, request.signal)
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
