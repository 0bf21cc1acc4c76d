import type { IncomingMessage, ServerResponse } from 'node:http'
import { answers, toResponse } from '../callback/answers.ts'
import { readCallback } from '../callback/read-callback.ts'
import { readNodeCallback } from '../callback/read-node-callback.ts'
import { sendAnswer } from '../callback/send-answer.ts'
import type { Beat } from './beat.ts'
import type { ServiceTools } from './service-tools.ts'
import { type TakenCallback, takeCallback } from './take-callback.ts'
import type { UnderWay } from './under-way.ts'

/** What a platform offers for work that goes on after the answer. */
export interface CallbackContext {
  /** Keeps the process alive until the work is done, such as Vercel's and Cloudflare's. */
  readonly waitUntil?: (work: Promise<unknown>) => void
}

/** Where callbacks arrive. */
export interface CallbackDoor {
  /**
   * Answers a callback on web standards: 2xx only after it is written down. Effects happen after the answer where something
   * keeps the process alive (`start()`, `waitUntil`), else before it.
   */
  readonly handleCallback: (request: Request, context?: CallbackContext) => Promise<Response>
  /** The same for `node:http` and what is built on it; to be mounted before any body parser. */
  readonly callbackListener: (request: IncomingMessage, response: ServerResponse) => void
}

/** The door. What it begins behind an answer is tracked. */
export function createCallbackDoor<Tx>(
  tools: ServiceTools<Tx>,
  { isStarted, track }: Pick<Beat, 'isStarted'> & Pick<UnderWay, 'track'>,
): CallbackDoor {
  async function seeTo({ work, answer }: TakenCallback, waitUntil?: CallbackContext['waitUntil']) {
    const done = work && track(work().catch(tools.reportError))
    if (done && waitUntil) waitUntil(done)
    else if (!isStarted()) await done
    return answer
  }

  async function listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Not every path is one that a URL's parser takes.
    const [path = ''] = (request.url ?? '').split('?', 1)
    const taken = await takeCallback(await readNodeCallback(request), path, tools)
    sendAnswer(response, await seeTo(taken))
  }

  return {
    async handleCallback(request, { waitUntil } = {}) {
      const taken = await takeCallback(await readCallback(request), new URL(request.url).pathname, tools)
      return toResponse(await seeTo(taken, waitUntil))
    },
    callbackListener(request, response) {
      listen(request, response).catch((error: unknown) => {
        tools.reportError(error)
        sendAnswer(response, answers.failed)
      })
    },
  }
}
