import type { Client, Clock, GenerateInput, TaskOutput } from '@nano-banana/core'
import type { Ownership } from './ownership.ts'
import type { RelayLimits } from './relay-limits.ts'
import type { RelayService } from './tasks/service-tasks.ts'

/** Who asks: one of your users, the same id on every request, and what this user may have. */
export interface RelayUser {
  readonly id: string
  /** What differs from the relay's own `limits`. */
  readonly limits?: RelayLimits | undefined
}

/** Says who asks, from your session; nothing for a stranger, who gets a 401. */
export type Authorize = (request: Request) => RelayUser | undefined | Promise<RelayUser | undefined>

/** Answers what is below `/uploads`; nothing for what it does not know, which is a 404. */
export type RelayUploads = (request: Request, user: RelayUser) => Promise<Response | undefined>

/** What every relay takes. */
export interface RelaySettings {
  /** Where the relay is mounted, such as `/api/nano-banana`. */
  readonly basePath: string
  /** What each user may have of whom `authorize` says nothing else. */
  readonly limits?: RelayLimits
  /** What a task costs, in a unit of yours, for `spendPerDay`. @default none: then there can be no such limit */
  readonly priceOf?: (input: GenerateInput) => number
  /** Origins of other sites of yours whose pages may make pictures, such as `https://www.app.example`. @default none */
  readonly allowedOrigins?: readonly string[]
  /** @default none: uploads are a 501 */
  readonly uploads?: RelayUploads
  /** How long an event stream lasts, in milliseconds, before the browser is asked to open the next: less than your platform's own limit. @default 240_000 */
  readonly streamMs?: number
  /** @default the platform's time */
  readonly clock?: Clock
  /** Gets what goes wrong and is no user's business. @default a process warning */
  readonly reportError?: (error: unknown) => void
}

/** Whose tasks there are. */
export type RelayDoor =
  | { readonly authorize: Authorize; readonly public?: false }
  /** Lets everybody in, under one allowance for all. Whoever knows a task's id may see the task. */
  | { readonly authorize?: undefined; readonly public: true }

/** Where the tasks are kept. */
export type RelayKeeping =
  /** Kept by a generation service, whose journal survives a restart and is shared by many processes. */
  | {
      readonly service: RelayService
      readonly client?: undefined
      readonly secret?: undefined
      readonly ownership?: undefined
    }
  /** Kept in this process. */
  | {
      readonly service?: undefined
      /** The client with the key; it never leaves the server. */
      readonly client: Client
      /** At least 32 characters. The keys the service sees are derived from it, so that no user can guess another's. */
      readonly secret: string
      /** Whose task is whose. @default in memory, forgotten with the process */
      readonly ownership?: Ownership
    }

/** What a relay is made of. */
export type RelayOptions = RelaySettings & RelayDoor & RelayKeeping

/** An output that is being read. */
export interface OpenedOutput {
  readonly body: ReadableStream<Uint8Array>
  /** A picture's type; anything else is `application/octet-stream`. */
  readonly contentType: string
}

/** Opens an output for reading, and checks where it leads. */
export type OpenOutput = (output: TaskOutput, signal: AbortSignal) => Promise<OpenedOutput>
