import type { Transport } from '@nano-banana/core'
import { type Controls, controlsOf } from './controls.ts'
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
  /** Answers as the service would, whatever the loopback host in the URL. Outputs are served from there too. */
  readonly fetch: (request: Request) => Promise<Response>
  /** For core's `createClient`: an account of its own, without HTTP. */
  readonly transport: Transport
}

/** Creates a twin of the API on which nothing has happened yet. Throws a `RangeError` when a secret or token is too short. */
export function createEmulator({ controlToken, ...options }: EmulatorOptions = {}): Emulator {
  const twin = createTwin(options)
  const app = createApp(twin, controlToken)
  const answer = async (request: Request): Promise<Response> => app.fetch(request, {})
  return { ...controlsOf(twin), fetch: answer, transport: createTransport(twin) }
}
