import type { App } from './http/app.ts'
import { untilAborted } from './until-aborted.ts'

/** A `fetch` whose every request, whatever its host, is answered by the app. */
export const createFetch =
  (app: App): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    return untilAborted(Promise.resolve(app.fetch(request, {})), request.signal)
  }
