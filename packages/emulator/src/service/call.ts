import type { Account } from './account.ts'
import type { WritableCourier } from './callbacks/courier.ts'
import type { Fault } from './fault.ts'
import type { WritableLedger } from './ledger.ts'
import type { ServiceRequest } from './service-answer.ts'
import type { ResolvedServiceOptions } from './service-options.ts'
import type { Failure } from './task-record.ts'
import type { TaskStore } from './task-store.ts'

/** A request that was let in. */
export interface Call {
  readonly request: ServiceRequest
  readonly account: Account
  readonly nowMs: number
  readonly origin: string
  readonly fault: Fault | undefined
  /** Why the task that it makes will fail, when it will; else the prompt may ask for a failure. */
  readonly failure: Failure | undefined
  /** How long it takes until the answer is out. */
  readonly delayMs: number
}

/** What answering needs of the service. */
export interface CallTools {
  readonly options: ResolvedServiceOptions
  readonly tasks: TaskStore
  readonly ledger: WritableLedger
  readonly courier: WritableCourier
}
