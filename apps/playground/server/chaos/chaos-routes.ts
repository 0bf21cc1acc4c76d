import type { GenerationService } from '@nano-banana/node'
import { Hono } from 'hono'
import { parseSwitches } from '../../src/chaos/switches.ts'
import { countBooks } from './count-books.ts'
import type { Chaos } from './open-chaos.ts'
import type { SentCount } from './sent-count.ts'
import type { TwinControl } from './twin-control.ts'

/** What the routes act on. */
export interface ChaosRoutesTools {
  readonly chaos: Chaos
  readonly service: GenerationService
  readonly control: TwinControl
  readonly sent: SentCount
}

/** The switches and the books; whoever mounts them sees to who may use them. */
export function chaosRoutes({ chaos, ...counted }: ChaosRoutesTools): Hono {
  const routes = new Hono()
  const state = async () => ({ switches: chaos.get(), canPull: chaos.canPull, books: await countBooks(counted) })

  routes.get('/', async (context) => context.json(await state()))
  routes.put('/', async (context) => {
    await chaos.set(parseSwitches(await context.req.json()))
    return context.json(await state())
  })
  routes.post('/plug', (context) => {
    if (!chaos.canPull) return context.json({ message: 'Nobody would start this server again' }, 409)
    // The answer is on its way before the end comes.
    setTimeout(chaos.pull, 50)
    return context.body(null, 202)
  })
  return routes
}
