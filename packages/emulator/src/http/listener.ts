import { type RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { isLoopbackHost } from '@nano-banana/core'
import type { App } from './app.ts'

/** Hands the app what comes over connections, as long as it is addressed to this machine. */
export const createListener = (app: App): RequestListener =>
  getRequestListener(
    (request, { outgoing }) => {
      // A web page that reaches this port under a name of its own must not be able to use it.
      if (!isForThisMachine(request.url)) return new Response('Only loopback hosts are served', { status: 421 })
      return app.fetch(request, outgoing instanceof ServerResponse ? { outgoing } : {})
    },
    { overrideGlobalObjects: false },
  )

const isForThisMachine = (url: string): boolean => URL.canParse(url) && isLoopbackHost(new URL(url).hostname)
