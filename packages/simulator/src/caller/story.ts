import { type Client, isTerminal, model, type OperationStore, type TaskSnapshot } from '@nano-banana/core'
import type { OperationPlan } from '../plan/plan.ts'
import type { Random } from '../random.ts'
import type { Ending, History, Method, Settlement } from '../world/history.ts'
import type { Machine } from '../world/machine.ts'
import { promptOf } from '../world/service-server.ts'
import { blank, digest, type Memory } from './memory.ts'
import type { Answered, Switchboard, Wires } from './switchboard.ts'
import { useSlot } from './use-slot.ts'

/** One wish on one machine: what somebody does until the picture is there, or it is clear that it will not be. */
export interface Story {
  readonly name: string
  readonly computer: string
  readonly startMs: number
  readonly isFinished: () => boolean
  /** Begins, or goes on after a restart with nothing but what was written down. */
  readonly live: (machine: Machine, client: Client) => Promise<void>
}

/** What a story needs of its world. */
export interface StoryTools {
  readonly switchboard: Switchboard
  readonly history: History
  readonly random: Random
  readonly store: OperationStore
  /** When each operation's key was first used: written down with the key, for all who share it. */
  readonly keyBirths: Map<string, number>
  readonly nowMs: () => number
  /** Whether there is a relay between the caller and the service. */
  readonly isRelayed: boolean
}

/** A caller who keeps asking for so long must be dealing with a client that never tells how it ended. */
const maxRounds = 40
const hourMs = 60 * 60 * 1000
const keySafeMs = 23 * hourMs

/** The story of one wish on one of its machines. */
export function createStory(plan: OperationPlan, computer: string, tools: StoryTools): Story {
  const { history, random, store, nowMs } = tools
  const memory = blank(plan.mode === 'own_key' || plan.mode === 'create' ? `own-${plan.name}` : undefined)
  let ending: Ending | undefined
  let rounds = 0

  async function live(machine: Machine, client: Client): Promise<void> {
    if (rounds > 0 && isForgotten(plan, memory)) return finish({ kind: 'forgotten' })
    // Whoever comes back after a crash cannot know what the process before had sent.
    if (rounds > 0) memory.mayExist = true
    while (rounds < maxRounds) {
      rounds += 1
      const hadTask = memory.taskId !== undefined
      const next = await oneRound(machine, client)
      if (!machine.isAlive()) return
      if (next) return finish(next)
      // A task that is just made is followed at once.
      if (hadTask || memory.taskId === undefined) await rest(machine)
      if (!machine.isAlive()) return
    }
  }

  async function oneRound(machine: Machine, client: Client): Promise<Ending | undefined> {
    if (plan.mode === 'slot') return slotRound(machine, client)
    if (memory.taskId !== undefined) return follow(machine, client, memory.taskId)
    const firstUsedMs = tools.keyBirths.get(plan.name) ?? nowMs()
    tools.keyBirths.set(plan.name, firstUsedMs)
    if (nowMs() - firstUsedMs > keySafeMs) return { kind: 'parked', why: 'key_expired' }
    return submit(machine, client)
  }

  async function submit(machine: Machine, client: Client): Promise<Ending | undefined> {
    const key = keyOf()
    const input = { prompt: promptOf(plan.name, plan.isDoomed) }
    const options = (wires: Wires) => ({ idempotencyKey: key, deadlineMs: deadlineMs(), signal: wires.signal })
    const settlement =
      plan.mode === 'create'
        ? await ask(machine, 'create', (wires) => client.tasks.create({ model, input }, options(wires)))
        : await ask(machine, 'generate', (wires) =>
            client.generate(input, { ...options(wires), onUpdate: remember(wires) }),
          )
    // A created task still has to be followed.
    return digest(memory, settlement) ?? (plan.mode === 'create' ? undefined : pictureOf(settlement))
  }

  async function follow(machine: Machine, client: Client, taskId: string): Promise<Ending | undefined> {
    const options = (wires: Wires) => ({ deadlineMs: deadlineMs(), signal: wires.signal })
    let hasFailed = false
    const settlement = random.chance(0.5)
      ? await ask(machine, 'watch', async (wires) => {
          const last = await lastOf(client.watch(taskId, options(wires)), wires)
          hasFailed = last.status === 'fail'
          return hasFailed ? { taskId: last.taskId } : last
        })
      : await ask(machine, 'wait', (wires) => client.wait(taskId, { ...options(wires), onUpdate: wires.onUpdate }))
    if (hasFailed) return { kind: 'failed_task', taskId }
    return digest(memory, settlement) ?? pictureOf(settlement)
  }

  // Something besides the input, so that a run that is taken up again has more to repeat; a relay lets nobody choose it.
  const storage = tools.isRelayed ? undefined : ('persistent' as const)

  async function slotRound(machine: Machine, client: Client): Promise<Ending | undefined> {
    const isDouble = plan.faults.has('double_call')
    let isLeft = false
    const call = { prompt: promptOf(plan.name, plan.isDoomed), storage, deadlineMs: deadlineMs(), isDouble }
    const method = store.load(plan.name) ? 'resume' : 'run'
    if (isDouble && method === 'run')
      history.add({ type: 'struck', fault: 'double_call', id: `double_call ${plan.name}` })
    const settlement = await ask(machine, method, async (wires) => {
      const moment = () => machine.clock.sleep(1, new AbortController().signal)
      const answered = await useSlot({ client, store, slot: plan.name, moment }, call, wires)
      isLeft = answered === undefined
      return answered ?? { taskId: memory.taskId ?? 'none' }
    })
    if (isLeft) return { kind: 'parked', why: 'key_expired' }
    return digest(memory, settlement) ?? pictureOf(settlement)
  }

  function ask(machine: Machine, method: Method, put: (wires: Wires) => Promise<Answered>) {
    const isFirst = rounds === 1
    if (isFirst && plan.faults.has('short_deadline'))
      history.add({ type: 'struck', fault: 'short_deadline', id: `short_deadline ${plan.name}` })
    return tools.switchboard.ask(
      {
        operation: plan.name,
        machine,
        method,
        key: keyOf(),
        // A slot that is taken up again waits as long as it always does.
        deadlineMs: method === 'resume' ? 600_000 : deadlineMs(),
        abortAfterMs: isFirst ? plan.abortAfterMs : undefined,
        throwsOnUpdate: plan.faults.has('throwing_listener'),
      },
      put,
    )
  }

  const keyOf = (): string | false | undefined => (plan.mode === 'keyless' ? false : memory.key)

  // What was hurried or stopped once is waited for with patience afterwards.
  const deadlineMs = (): number => (rounds === 1 ? plan.deadlineMs : 600_000)

  // The id of a paid task is written down as soon as it is told.
  const remember =
    ({ onUpdate }: Wires): Wires['onUpdate'] =>
    (state) => {
      if (state.phase === 'waiting') memory.taskId = state.taskId
      onUpdate(state)
    }

  async function rest(machine: Machine): Promise<void> {
    const ms = Math.min(8 * hourMs, random.between(1_000, 10_000) * 2 ** (rounds - 1))
    await machine.clock.sleep(ms, new AbortController().signal)
  }

  function finish(told: Ending): void {
    ending = told
    history.add({ type: 'finished', operation: plan.name, computer, ending: told })
  }

  return { name: plan.name, computer, startMs: plan.startMs, isFinished: () => ending !== undefined, live }
}

// A key that only the client knew died with its process.
const isForgotten = ({ mode }: OperationPlan, { key, taskId }: Memory): boolean =>
  taskId === undefined && ((mode === 'default_key' && key === undefined) || mode === 'keyless')

const pictureOf = ({ isResolved, taskId }: Settlement): Ending | undefined =>
  isResolved && taskId !== undefined ? { kind: 'picture', taskId } : undefined

async function lastOf(snapshots: AsyncIterable<TaskSnapshot>, { onStatus }: Wires): Promise<TaskSnapshot> {
  let last: TaskSnapshot | undefined
  for await (const snapshot of snapshots) {
    onStatus(snapshot.status, snapshot.taskId)
    last = snapshot
  }
  if (last && isTerminal(last.status)) return last
  throw new Error(`the watch ended with ${last?.status}`)
}
