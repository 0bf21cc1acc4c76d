import type { Transport } from '@nano-banana/core'
import { type Controls, controlsOf } from './controls.ts'
import { createFetch } from './create-fetch.ts'
import { createTransport } from './create-transport.ts'
import { createApp } from './http/app.ts'
import { createTwin, type TwinOptions } from './twin.ts'

/** What kind of twin this is. */
export interface EmulatorOptions extends TwinOptions {
  /** Opens the routes below `/control/` to whoever sends it as a bearer token; 16 characters or more. @default none: there are no such routes */
  readonly controlToken?: string | undefined
}

/** The twin in this process, without a port. */
export interface Emulator extends Controls {
  /** For `createNanoBanana`, or wherever a `fetch` is taken: answers as the service would, whatever the host in the URL. */
  readonly fetch: typeof globalThis.fetch
  /** For core's `createClient`: an account of its own, without HTTP. */
  readonly transport: Transport
}

/** Creates a twin of the API on which nothing has happened yet. Throws a `RangeError` that names the option which makes no sense. */
export function createEmulator({ controlToken, ...options }: EmulatorOptions = {}): Emulator {
  const twin = createTwin(options)
  return { ...controlsOf(twin), fetch: createFetch(createApp(twin, controlToken)), transport: createTransport(twin) }
}
