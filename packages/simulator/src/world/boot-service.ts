import { type Client, createClient, requestQuota, sharedWatch } from '@nano-banana/core'
import { createGenerationService, createNanoBanana, type GenerationService } from '@nano-banana/node'
import type { Plan } from '../plan/plan.ts'
import { createRandom } from '../random.ts'
import { webhookSecret } from './attacker.ts'
import { canaryKey, otherKey } from './canary-key.ts'
import { coreCarrier } from './core-carrier.ts'
import type { Disk } from './disk.ts'
import type { createEffects } from './effects.ts'
import { fetchCarrier, serviceOrigin } from './fetch-carrier.ts'
import type { History } from './history.ts'
import type { Machine } from './machine.ts'
import type { Network } from './network.ts'
import type { Server } from './wire.ts'

/** What every generation service of a world shares. */
export interface ServiceGround {
  readonly plan: Plan
  readonly history: History
  readonly network: Network
  readonly server: Server
  readonly disk: Disk
  readonly effectsOf: ReturnType<typeof createEffects>
}

/** The shipped service as one process runs it, on its machine's clock, over the simulated network and disk. */
export function bootService(
  machine: Machine,
  account: 'first' | 'other',
  { plan, history, network, server, disk, effectsOf }: ServiceGround,
): GenerationService {
  const { seed, service } = plan
  const random = createRandom(seed, 'generation service', machine.name)
  const reportError = (error: unknown): void => history.add({ type: 'reported', machine: machine.name, error })
  const client = connect({ plan, history, network, server }, machine, account)
  const { callbacks } = service ?? {}
  return createGenerationService({
    ...{ client, journal: disk.journalFor(machine), secret: 'a secret of thirty-two characters' },
    ...{ clock: machine.clock, random: random.next, reportError, ...effectsOf(machine) },
    ...(callbacks && {
      callback: {
        publicUrl: 'https://app.example/hooks/hiapi',
        ...(callbacks === 'signed' ? { secrets: [webhookSecret] } : { allowUnsigned: true }),
      },
    }),
    sweepEveryMs: service?.sweepEveryMs ?? 60_000,
  })
}

function connect(
  { plan, history, network, server }: Pick<ServiceGround, 'plan' | 'history' | 'network' | 'server'>,
  machine: Machine,
  account: 'first' | 'other',
): Client {
  const apiKey = account === 'first' ? canaryKey : otherKey
  const tools = { network, machine, server }
  const parts = {
    clock: machine.clock,
    random: createRandom(plan.seed, 'client', machine.name).next,
    reportError: (error: unknown) => history.add({ type: 'reported', machine: machine.name, error }),
  }
  if (plan.service?.through === 'node') {
    const fetch = fetchCarrier(tools, (url) => history.add({ type: 'strayed', url }))
    return createNanoBanana({ ...parts, apiKey, baseUrl: serviceOrigin, fetch })
  }
  const transport = coreCarrier(tools, { authorization: `Bearer ${apiKey}` })
  return { ...createClient({ ...parts, watch: sharedWatch(), quota: requestQuota(), transport }), account }
}
