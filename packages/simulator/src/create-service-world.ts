import type { GenerationService } from '@nano-banana/node'
import { createOperator } from './caller/operator.ts'
import { createSubmitter } from './caller/submitter.ts'
import type { World } from './create-world.ts'
import type { Incident, Plan } from './plan/plan.ts'
import type { ServicePlan } from './plan/service-plan.ts'
import { createRandom } from './random.ts'
import { attack, webhookSecret } from './world/attacker.ts'
import { bootService } from './world/boot-service.ts'
import { createCallbackDoor } from './world/callback-door.ts'
import { createDisk } from './world/disk.ts'
import { createEffects } from './world/effects.ts'
import { createHistory } from './world/history.ts'
import { createMachine, type Machine } from './world/machine.ts'
import { createNetwork } from './world/network.ts'
import { createPostman } from './world/postman.ts'
import { createServiceServer } from './world/service-server.ts'
import { createVirtualTime } from './world/virtual-time.ts'

/** A longer life than any schedule has. */
const worldEndsMs = 60 * 24 * 60 * 60 * 1000

/** Builds the world of a plan whose wishes a generation service carries, without the faults that are muted. */
export function createServiceWorld(plan: Plan, service: ServicePlan, muted: ReadonlySet<string>): World {
  const time = createVirtualTime()
  const history = createHistory(time.nowMs)
  const network = createNetwork({ plan, time, history, muted, callOf: () => undefined })
  const isSigned = service.callbacks === 'signed'
  const hiapi = createServiceServer(plan, time, {
    callbacks: service.courier,
    webhookSecret: isSigned ? webhookSecret : undefined,
  })
  const door = createCallbackDoor(history, { hasWaitUntil: service.hasWaitUntil, nowMs: time.nowMs })
  const postman = createPostman({ ...{ plan, time, history, muted, door }, ...hiapi })
  const server = {
    ...hiapi,
    async receive(...request: Parameters<typeof hiapi.receive>) {
      const answer = await hiapi.receive(...request)
      postman.look()
      return answer
    },
  }
  const disk = createDisk({
    plan,
    time,
    history,
    muted,
    onKept: (machine, nth) => dieAt('kill_at_write', machine, nth),
  })
  const effectsOf = createEffects({
    ...{ plan, history, muted, nowMs: time.nowMs },
    onBegun: (machine, nth) => dieAt('kill_in_effect', machine, nth),
  })
  const submitters = service.submissions
    .filter(({ operation, id }) => !muted.has(operation) && !muted.has(id))
    .flatMap((submission) => {
      const wish = plan.operations.find(({ name }) => name === submission.operation)
      const random = createRandom(plan.seed, submission.id)
      return wish ? createSubmitter(submission, wish, { history, random }) : []
    })
  const running = new Map<string, { readonly machine: Machine; readonly service: GenerationService }>()
  const boots = new Map<string, number>()
  const struck = new Set<string>()
  const over = new AbortController()

  function boot(computer: string): void {
    if (over.signal.aborted) return
    const nth = boots.get(computer) ?? 0
    boots.set(computer, nth + 1)
    const machine = createMachine(computer, nth, time)
    const isOther = service.otherAccountOn === computer && nth === 1 && !muted.has('other_account')
    history.add({ type: 'started', machine: machine.name })
    if (isOther) history.add({ type: 'struck', fault: 'other_account', id: 'other_account' })
    const generations = bootService(machine, isOther ? 'other' : 'first', {
      ...{ plan, history, network, server, disk, effectsOf },
    })
    running.set(computer, { machine, service: generations })
    door.open(machine, generations)
    if (service.isStarted) generations.start()
    else void sweepByCron(machine, generations)
    for (const submitter of submitters) {
      if (submitter.computer !== computer || submitter.isFinished()) continue
      time.at(submitter.submission.atMs, () => machine.deliver(() => void submitter.live(machine, generations)))
    }
  }

  async function sweepByCron(machine: Machine, generations: GenerationService): Promise<void> {
    while (machine.isAlive() && !over.signal.aborted) {
      await generations
        .sweep()
        .catch((error: unknown) => history.add({ type: 'sweep_failed', machine: machine.name, error }))
      await machine.clock.sleep(service.sweepEveryMs, over.signal).catch(() => undefined)
    }
  }

  function strike(incident: Incident): void {
    const { id, kind, computer, ms } = incident
    const machine = running.get(computer)?.machine
    if (muted.has(id) || over.signal.aborted || !machine?.isAlive()) return
    struck.add(id)
    history.add({ type: 'struck', fault: kind, id, ms })
    operator.expectTrouble(kind, ms)
    if (kind === 'freeze') machine.freeze(ms)
    else if (kind === 'wall_jump') machine.shiftWall(ms)
    else if (kind === 'journal_down') disk.failUntil(time.nowMs() + ms)
    else kill(machine, ms)
  }

  function kill(machine: Machine, backAfterMs: number): void {
    machine.kill()
    history.add({ type: 'killed', machine: machine.name })
    disk.lose(machine)
    time.at(time.nowMs() + backAfterMs, () => boot(machine.computer))
  }

  function dieAt(kind: 'kill_at_write' | 'kill_in_effect', machine: Machine, nth: number): void {
    const incident = plan.incidents.find(
      (one) => one.kind === kind && one.computer === machine.computer && one.nth === nth,
    )
    if (!incident || struck.has(incident.id) || time.nowMs() >= plan.healMs) return
    // At once; or in the middle of an effect, or when that has happened and nobody knows.
    const afterMs = kind === 'kill_at_write' ? 0 : createRandom(plan.seed, incident.id).between(0, 60)
    if (afterMs === 0) strike(incident)
    else time.at(time.nowMs() + afterMs, () => strike(incident))
  }

  function strikeBack(planned: ServicePlan['attacks'][number]): void {
    if (muted.has(planned.id)) return
    const [made] = hiapi.ledger.entries().filter(({ taskId }) => hiapi.operationOf(taskId) === planned.operation)
    const task = made && hiapi.task(made.taskId)
    if (task === undefined) return
    const overheard = postman.carried().findLast(({ taskId }) => taskId === task.taskId)
    const isKnown = history.events.some((event) => event.type === 'kept' && event.record.taskId === task.taskId)
    const sent = attack(planned, { task, overheard, isSigned, isKnown, nowMs: time.nowMs() })
    const isUp = sent && door.knock(sent.callback, sent.facts, () => undefined)
    if (isUp) history.add({ type: 'struck', fault: planned.kind, id: planned.id })
  }

  const operator = createOperator({
    ...{ plan, time, history, disk, submitters },
    isQuiet: () => service.callbacks === undefined || postman.isDone(),
    upNow: () => [...running.values()].filter(({ machine }) => machine.isAlive()),
    rest(machine, timers = machine.timers()) {
      history.add({ type: 'rested', machine: machine.name, timers, openRequests: network.open(machine), listeners: 0 })
    },
    over,
  })

  return {
    history,
    service: hiapi,
    stories: submitters,
    async run() {
      history.add({ type: 'phase', phase: 'chaos' })
      time.at(plan.healMs, () => history.add({ type: 'phase', phase: 'heal' }))
      for (const computer of plan.computers) boot(computer)
      for (const incident of plan.incidents)
        if (incident.kind !== 'kill_at_write' && incident.kind !== 'kill_in_effect')
          time.at(incident.atMs, () => strike(incident))
      for (const planned of service.attacks) time.at(planned.atMs, () => strikeBack(planned))
      operator.begin()
      await time.run(worldEndsMs)
    },
  }
}
