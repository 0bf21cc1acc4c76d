import { InvalidInputError, systemClock } from '@nano-banana/core'
import { createRequestRate } from './limits/request-rate.ts'
import { createStreamPlaces } from './limits/stream-places.ts'
import { memoryOwnership } from './ownership.ts'
import { defaultLimits } from './relay-limits.ts'
import type { OpenOutput, RelayOptions } from './relay-options.ts'
import type { RelayTools } from './relay-tools.ts'
import { clientTasks } from './tasks/client-tasks.ts'
import { serviceTasks } from './tasks/service-tasks.ts'

/** What comes from the platform. */
export interface Platform {
  readonly openOutput: OpenOutput
  /** Where no `reportError` was given. */
  readonly warn: (error: unknown) => void
}

/** Checks a relay's options and fills in what was left out. Throws `InvalidInputError`. */
export function parseRelayOptions(options: RelayOptions, { openOutput, warn }: Platform): RelayTools {
  const { basePath, authorize, priceOf, uploads, allowedOrigins = [], streamMs = 240_000 } = options
  const { clock = systemClock, reportError = warn } = options
  const isPublic = options.public === true
  if (isPublic && authorize) throw refuse('public', 'lets everybody in: leave it out, or authorize')
  if (!isPublic && typeof authorize !== 'function') throw refuse('authorize', 'is missing: it says whose request it is')
  if (!/^(\/(?!\.+(\/|$))[\w.-]+)+$/.test(basePath)) throw refuse('basePath', 'must be a path such as /api/nano-banana')
  if (!(streamMs >= 1_000 && streamMs <= 86_400_000))
    throw refuse('streamMs', 'must be 1_000 to 86_400_000 milliseconds')
  for (const origin of allowedOrigins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw refuse('allowedOrigins', 'must be origins such as https://www.app.example, without a path')
  const limits = defaultLimits(options.limits, { isPublic, hasPrices: priceOf !== undefined })
  if (isPublic) reportError(new Error(openToAll))
  return {
    ...{ basePath, authorize, limits, allowedOrigins, streamMs, clock, reportError, openOutput },
    ...(priceOf && { priceOf }),
    ...(uploads && { uploads }),
    tasks: tasksOf(options, { clock, reportError }),
    rate: createRequestRate(clock),
    places: createStreamPlaces(),
  }
}

function tasksOf(options: RelayOptions, tools: Pick<RelayTools, 'clock' | 'reportError'>): RelayTools['tasks'] {
  const { service, client, secret, ownership = memoryOwnership() } = options
  if (service && (client || secret !== undefined || options.ownership))
    throw refuse('service', 'has a client, a secret and a journal of its own: pass it alone')
  if (service) return serviceTasks({ service, ...tools })
  if (!client) throw refuse('client', 'is missing: pass it with a secret, or pass a service')
  if (typeof secret !== 'string' || secret.length < 32) throw refuse('secret', 'must have at least 32 characters')
  return clientTasks({ client, secret, ownership, ...tools })
}

const openToAll =
  'This relay is public: anybody who finds it makes pictures at your expense, as far as its limits let them. Pass authorize instead'

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])
