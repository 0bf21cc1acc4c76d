import { setTimeout as sleep } from 'node:timers/promises'
import type { WireEntry } from '../../src/wire/wire-entry.ts'
import { noteCallback } from '../wire/note-callback.ts'
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
    const { droppedCallbacks, lateCallbacks, duplicateCallbacks } = chaos?.get() ?? noWeather
    const take = async (copy: Request, facts?: Partial<WireEntry>) =>
      noteCallback({ request: copy, handle, wire, facts })
    const { pathname } = new URL(request.url)
    if (droppedCallbacks && !lost.has(pathname)) {
      // The first one of each task; the service sends another later.
      lost.add(pathname)
      return take(request, { failure: 'dropped on purpose' })
    }
    if (lateCallbacks) await sleep(lateMs)
    if (duplicateCallbacks) await take(request.clone())
    return take(request)
  }
}

const noWeather = { droppedCallbacks: false, lateCallbacks: false, duplicateCallbacks: false }
