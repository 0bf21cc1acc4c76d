import type { Client, TaskOutput } from '@nano-banana/core'
import type { Ownership } from './ownership.ts'

/** Who asks: the id of one of your users, the same on every request. */
export interface RelayUser {
  readonly id: string
}

/** What a relay is made of. */
export interface RelayOptions {
  /** The client with the key; it never leaves the server. */
  readonly client: Client
  /** At least 32 characters. The keys the service sees are derived from it, so that no user can guess another's. */
  readonly secret: string
  /** Says who asks, from your session; nothing for a stranger, who gets a 401. */
  readonly authorize: (request: Request) => RelayUser | undefined | Promise<RelayUser | undefined>
  /** Where the relay is mounted, such as `/api/nano-banana`. */
  readonly basePath: string
  /** Whose task is whose. @default in memory, forgotten with the process */
  readonly ownership?: Ownership
}

/** An output that is being read. */
export interface OpenedOutput {
  readonly body: ReadableStream<Uint8Array>
  /** A picture's type; anything else is `application/octet-stream`. */
  readonly contentType: string
}

/** Opens an output for reading, and checks where it leads. */
export type OpenOutput = (output: TaskOutput, signal: AbortSignal) => Promise<OpenedOutput>

/** A relay's parts, checked. */
export interface RelayTools extends Required<RelayOptions> {
  readonly openOutput: OpenOutput
}
