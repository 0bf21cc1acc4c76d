import type { Operation } from '@nano-banana/core'
import type { ServiceTools } from '../../service/service-tools.ts'
import type { PictureFiles } from '../folder/picture-files.ts'
import type { Spending } from '../plan/spending.ts'
import type { Halt } from './halt.ts'
import type { Outage } from './outage.ts'
import type { Turnstile } from './turnstile.ts'

/** What the work on rows takes. */
export interface BatchTools {
  readonly batch: string
  /** The parts of the generation service: each row is one of its operations. */
  readonly service: ServiceTools<unknown>
  readonly pictures: PictureFiles
  readonly spending: Spending
  readonly outage: Outage
  readonly turnstile: Turnstile
  /** Why nothing new is asked for any more; nothing while all is well. */
  readonly halt: () => Halt | undefined
  readonly onHalt: (halt: Halt) => void
  /** What has kept the pictures of an operation from the disk, this time. */
  readonly unsaved: Map<Operation['operationId'], unknown>
  /** Nothing new begins once it aborts. What is being sent or written has a few seconds more, until the service closes. */
  readonly stopping: AbortSignal
}
