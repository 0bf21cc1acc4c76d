import { emitWarning } from 'node:process'
import { callbackSchema, InvalidInputError, systemClock } from '@nano-banana/core'
import { parseSecrets as parseCallbackSecrets } from '../callback/parse-secrets.ts'
import { problemWithPrices } from '../cost/prices.ts'
import { createClaims } from './claims.ts'
import { createDoorbells } from './doorbells.ts'
import type { CallbackOptions, GenerationServiceOptions } from './service-options.ts'
import type { ServiceTools } from './service-tools.ts'
import { createSignatures } from './signatures.ts'

const dayMs = 24 * 3_600_000
/** How long a settled operation is kept. */
export const defaultRetentionMs = 30 * dayMs
/** A callback may come a day late, and its operation must still be known. */
const leastRetentionMs = 2 * dayMs

/** Checks a service's options and fills in what was left out. Throws `InvalidInputError`. */
export function parseServiceOptions<Tx>(options: GenerationServiceOptions<Tx>, closed: AbortSignal): ServiceTools<Tx> {
  const { clock = systemClock } = options
  const { retentionMs = defaultRetentionMs, leaseMs = 30_000, sweepEveryMs = 60_000, callback } = options
  if (!(retentionMs >= leastRetentionMs)) throw refuse('retentionMs', 'must be at least two days in milliseconds')
  for (const [field, ms] of Object.entries({ leaseMs, sweepEveryMs }))
    if (!(ms >= 100 && ms <= dayMs)) throw refuse(field, 'must be 100 milliseconds to a day')
  const { journal, prices, reportError = warn } = options
  const problem = prices && problemWithPrices(prices)
  if (problem !== undefined) throw refuse('prices', problem)
  return {
    ...options,
    claims: createClaims({ journal, clock, leaseMs, reportError }),
    reportError,
    ...{ retentionMs, leaseMs, sweepEveryMs, closed, callback: callback && parseCallback(callback) },
    signatures: createSignatures(parseSecrets(options.secret)),
    doorbells: createDoorbells(clock),
    clock,
    random: options.random ?? Math.random,
  }
}

function parseSecrets(secret: GenerationServiceOptions<unknown>['secret']): readonly [string, ...string[]] {
  const [first, ...others] = typeof secret === 'string' ? [secret] : secret
  for (const text of [first, ...others])
    if (typeof text !== 'string' || text.trim().length < 32) throw refuse('secret', 'must have at least 32 characters')
  return [first, ...others]
}

function parseCallback({ publicUrl, ...options }: CallbackOptions): CallbackOptions {
  const address = callbackSchema.safeParse({ url: publicUrl })
  if (!address.success) throw refuse('callback.publicUrl', address.error.issues[0]?.message ?? 'must be an https URL')
  if (new URL(publicUrl).search || new URL(publicUrl).hash)
    throw refuse('callback.publicUrl', 'must end with its path: nobody promises to keep what follows it')
  const secrets = parseCallbackSecrets(options.secrets ?? [], options.allowUnsigned)
  return { ...options, secrets, publicUrl: publicUrl.replace(/\/+$/, '') }
}

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])

function warn(error: unknown): void {
  emitWarning(error instanceof Error ? error : String(error))
}
