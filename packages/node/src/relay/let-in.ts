import { withLimits } from './relay-limits.ts'
import type { KnownUser, RelayTools } from './relay-tools.ts'

/** The owner of what strangers make. */
const everybody = 'nano-banana:everybody'

/** Who has sent a request; nothing for a stranger. Rejects with what `authorize` throws, or `InvalidInputError` for limits that make no sense. */
export async function letIn(
  request: Request,
  { authorize, limits, priceOf }: RelayTools,
): Promise<KnownUser | undefined> {
  if (authorize === undefined) return { id: everybody, limits, isStranger: true }
  const user = await authorize(request)
  // An id that is missing would own whatever nobody owns.
  if (!user || typeof user.id !== 'string' || user.id === '') return undefined
  return { id: user.id, limits: withLimits(limits, user.limits, priceOf !== undefined), isStranger: false }
}
