import { AsyncLocalStorage } from 'node:async_hooks'
import { type Client, createClient, requestQuota, sharedWatch } from '@nano-banana/core'
import { createNanoBanana } from '@nano-banana/node'
import { createSlotStore } from './caller/slot-store.ts'
import { createStory, type Story } from './caller/story.ts'
import { createSwitchboard } from './caller/switchboard.ts'
import type { Plan } from './plan/plan.ts'
import { createRandom } from './random.ts'
import { canaryKey } from './world/canary-key.ts'
import { coreCarrier } from './world/core-carrier.ts'
import { fetchCarrier, serviceOrigin } from './world/fetch-carrier.ts'
import { createHistory, type History } from './world/history.ts'
import { createMachine, type Machine } from './world/machine.ts'
import { createNetwork, type Network } from './world/network.ts'
import { createRelayServer } from './world/relay-server.ts'
import { createServiceServer, type ServiceServer } from './world/service-server.ts'
import { createVirtualTime, type VirtualTime } from './world/virtual-time.ts'

/** One world from its beginning to its end. */
export interface World {
  readonly history: History
  readonly service: ServiceServer
  readonly stories: readonly Pick<Story, 'name' | 'computer' | 'isFinished'>[]
  /** Lives through it until nothing moves any more. */
  readonly run: () => Promise<void>
}

interface Ground {
  readonly plan: Plan
  readonly time: VirtualTime
  readonly history: History
  readonly network: Network
  readonly service: ServiceServer
}

/** A longer life than any schedule has; whoever still has plans then never comes to rest. */
const worldEndsMs = 60 * 24 * 60 * 60 * 1000

/** Builds the world of a plan, without the faults that are muted. */
export function createWorld(plan: Plan, muted: ReadonlySet<string>): World {
  const time = createVirtualTime()
  const history = createHistory(time.nowMs)
  const switchboard = createSwitchboard({ history, after: (ms, run) => time.at(time.nowMs() + ms, run) })
  const network = createNetwork({ plan, time, history, muted, callOf: switchboard.callOf })
  const service = createServiceServer(plan, time)
  const store = createSlotStore()
  const keyBirths = new Map<string, number>()
  const ground = { plan, time, history, network, service }
  const connect = plan.carrier === 'relay' ? throughRelay(ground) : directly(ground)
  const machines = new Map<string, Machine>()
  const stories = plan.operations.flatMap((operation) =>
    muted.has(operation.name)
      ? []
      : operation.computers.map((name) => {
          const random = createRandom(plan.seed, 'story', operation.name, name)
          return createStory(operation, name, {
            switchboard,
            history,
            store,
            keyBirths,
            random,
            nowMs: time.nowMs,
            isRelayed: plan.carrier === 'relay',
          })
        }),
  )

  function boot(computer: string, nth: number): void {
    const machine = createMachine(computer, nth, time)
    const { name } = machine
    machines.set(computer, machine)
    history.add({ type: 'started', machine: name })
    const random = createRandom(plan.seed, 'client', name)
    let keys = 0
    const client = connect(machine, {
      clock: machine.clock,
      random: random.next,
      newKey: () => `new-${name}-${++keys}`,
      operations: store,
      reportError: (error) => history.add({ type: 'reported', machine: name, error }),
    })
    for (const story of stories) {
      if (story.computer !== computer || story.isFinished()) continue
      time.at(story.startMs, () => machine.deliver(() => void live(story, machine, client)))
    }
  }

  async function live(story: Story, machine: Machine, client: Client): Promise<void> {
    await story.live(machine, client)
    const isOver = stories.every(({ computer, isFinished }) => computer !== machine.computer || isFinished())
    if (!isOver || !machine.isAlive()) return
    // Whatever settles at this very moment may still tidy up.
    time.at(time.nowMs(), () =>
      history.add({
        type: 'rested',
        machine: machine.name,
        timers: machine.timers(),
        openRequests: network.open(machine),
        listeners: switchboard.listeners(machine),
      }),
    )
  }

  function schedule({ id, kind, computer, atMs, ms }: Plan['incidents'][number], index: number): void {
    if (muted.has(id)) return
    time.at(atMs, () => {
      const machine = machines.get(computer)
      const isBusy = stories.some((story) => story.computer === computer && !story.isFinished())
      if (!machine?.isAlive() || !isBusy) return
      history.add({ type: 'struck', fault: kind, id, ms })
      if (kind === 'freeze') return machine.freeze(ms)
      if (kind === 'wall_jump') return machine.shiftWall(ms)
      machine.kill()
      history.add({ type: 'killed', machine: machine.name })
      time.at(time.nowMs() + ms, () => boot(computer, index + 1))
    })
  }

  return {
    history,
    service,
    stories,
    async run() {
      history.add({ type: 'phase', phase: 'chaos' })
      time.at(plan.healMs, () => history.add({ type: 'phase', phase: 'heal' }))
      for (const computer of plan.computers) boot(computer, 0)
      plan.incidents.forEach(schedule)
      await time.run(worldEndsMs)
    },
  }
}

/** Everything about a client but how it reaches the service. */
type ClientParts = Omit<Parameters<typeof createClient>[0], 'transport'>
type Connect = (machine: Machine, parts: ClientParts) => Client

const directly =
  ({ plan, network, service, history }: Ground): Connect =>
  (machine, parts) => {
    const tools = { network, machine, server: service }
    if (plan.carrier === 'core')
      return createClient({
        ...parts,
        ...(plan.isShared && { watch: sharedWatch(), quota: requestQuota() }),
        transport: coreCarrier(tools, { authorization: `Bearer ${canaryKey}` }),
      })
    const fetch = fetchCarrier(tools, (url) => history.add({ type: 'strayed', url }))
    return createNanoBanana({ ...parts, apiKey: canaryKey, baseUrl: serviceOrigin, fetch })
  }

function throughRelay({ plan, time, network, service, history }: Ground): Connect {
  const machine = createMachine('relay', 0, time)
  // What a relay asks the service, it asks for one of its users: the platform carries along for whom.
  const serving = new AsyncLocalStorage<number>()
  const tools = { network, machine, server: service, served: () => serving.getStore() }
  const client = createNanoBanana({
    apiKey: canaryKey,
    baseUrl: serviceOrigin,
    fetch: fetchCarrier(tools, (url) => history.add({ type: 'strayed', url })),
    clock: machine.clock,
    random: createRandom(plan.seed, 'relay').next,
  })
  const relay = createRelayServer({ client, machine, time, history, serving, operationOf: service.operationOf })
  return (page, parts) => {
    const transport = coreCarrier({ network, machine: page, server: relay }, { 'x-user': 'somebody' })
    return createClient({ ...parts, transport })
  }
}
