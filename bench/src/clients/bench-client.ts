import type { Protocol } from '../service/protocol.ts'

/** What every client is asked to draw. */
export const prompt = 'A red fox in the snow'

/** A client as its users get it: the published package with its defaults, told nothing but where the service is. */
export interface BenchClient {
  readonly name: string
  readonly version: string
  readonly protocol: Protocol
  /** Its pause between two reads of a job's status; absent where the picture is the answer itself. */
  readonly pollEveryMs?: number
  /** Whether it rests before it tries a refused request again. */
  readonly pausesToRetry: boolean
  /** Draws one picture; says in its name or bytes whose it is, or nothing when the client resolves without one. */
  readonly draw: (url: string, signal?: AbortSignal) => Promise<string | undefined>
}
