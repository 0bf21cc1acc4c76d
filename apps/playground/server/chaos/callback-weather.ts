import { setTimeout as sleep } from 'node:timers/promises'
import { noteCallback } from '../wire/note-callback.ts'
import { readCallbackBody } from '../wire/read-callback-body.ts'
import type { WireLog } from '../wire/wire-log.ts'
import type { Chaos } from './open-chaos.ts'

/** What the weather needs. */
export interface CallbackWeatherTools {
  /** Where callbacks go in the end. */
  readonly handle: (request: Request) => Promise<Response>
  readonly chaos: Chaos | undefined
  readonly wire: WireLog
}

const lateMs = 2_500

/** The way of callbacks to the service, on which they are lost, late or doubled by the switches. */
export function callbackWeather({
  handle,
  chaos,
  wire,
}: CallbackWeatherTools): (request: Request) => Promise<Response> {
  const lost = new Set<string>()
  return async (request) => {
    if (request.method !== 'POST') return handle(request)
    const body = await readCallbackBody(request)
    if (!body) return new Response(null, { status: 413 })
    const { droppedCallbacks, lateCallbacks, duplicateCallbacks } = chaos?.get() ?? noWeather
    const callback = { request, body, handle, wire }
    const { pathname } = new URL(request.url)
    if (droppedCallbacks && !lost.has(pathname)) {
      // The first one of each task; the service sends another later.
      lost.add(pathname)
      return noteCallback({ ...callback, failure: 'dropped on purpose' })
    }
    if (lateCallbacks) await sleep(lateMs)
    if (duplicateCallbacks) await noteCallback(callback)
    return noteCallback(callback)
  }
}

const noWeather = { droppedCallbacks: false, lateCallbacks: false, duplicateCallbacks: false }
