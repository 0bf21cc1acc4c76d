import { failureReason } from './failure-reason.ts'
import type { FetchTraits } from './http-transport.ts'
import { readCapped } from './read-capped.ts'

/** Node's fetch names its failures, keeps to its signal only while somebody holds on to it, and reads whatever comes. */
export const traitsOfNode: FetchTraits = { reasonOf: failureReason, textOf: readCapped }
