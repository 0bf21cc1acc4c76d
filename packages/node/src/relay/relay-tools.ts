import type { Clock } from '@nano-banana/core'
import type { RequestRate } from './limits/request-rate.ts'
import type { StreamPlaces } from './limits/stream-places.ts'
import type { KnownLimits } from './relay-limits.ts'
import type { Authorize, OpenOutput, RelaySettings, RelayUser } from './relay-options.ts'
import type { RelayTasks } from './relay-tasks.ts'

/** A relay's parts, checked. */
export interface RelayTools extends Pick<RelaySettings, 'basePath' | 'priceOf' | 'uploads'> {
  readonly tasks: RelayTasks
  /** Nothing for a relay that lets everybody in. */
  readonly authorize: Authorize | undefined
  readonly limits: KnownLimits
  readonly allowedOrigins: readonly string[]
  readonly openOutput: OpenOutput
  readonly rate: RequestRate
  readonly places: StreamPlaces
  readonly streamMs: number
  readonly clock: Clock
  readonly reportError: (error: unknown) => void
}

/** A user who was let in. */
export interface KnownUser extends RelayUser {
  readonly limits: KnownLimits
  /** One of many who share this id: nobody's tasks are shown without being named. */
  readonly isStranger: boolean
}

/** One request, of whom, and for what. */
export interface Call {
  readonly request: Request
  readonly user: KnownUser
  /** Below `basePath`. */
  readonly path: string
}
