import { Hono } from 'hono'
import { sessionUser } from '../session.ts'
import type { SpendingCap } from './spending-cap.ts'

/** The cap of whoever asks. */
export function spendingRoutes(cap: SpendingCap): Hono {
  const routes = new Hono()
  const visitorOf = (request: Request): string => sessionUser(request)?.id ?? ''

  routes.get('/', async (context) => context.json(await cap.get(visitorOf(context.req.raw))))
  routes.put('/', async (context) => {
    const asked: unknown = await context.req.json().catch(() => undefined)
    const pictures = typeof asked === 'object' && asked !== null && 'pictures' in asked ? asked.pictures : undefined
    try {
      return context.json(await cap.allow(visitorOf(context.req.raw), Number(pictures)))
    } catch (error) {
      if (error instanceof RangeError) return context.json({ message: error.message }, 400)
      throw error
    }
  })
  return routes
}
