import { type Clock, isTerminal, readTask, type TaskSnapshot } from '@nano-banana/core'
import { keepStream, type Stream } from './keep-stream.ts'
import { quietly } from './quietly.ts'
import { takeLead } from './take-lead.ts'

/** Where pages hear of tasks. */
export interface TabTools {
  /** Where the relay's events are. */
  readonly url: string
  /** The same in all pages that belong together, and in no other version of this. */
  readonly name: string
  readonly clock: Clock
  readonly random: () => number
}

/** What a page makes of what it hears. */
export interface TabListener {
  /** The tasks that this page waits for. */
  readonly waits: () => readonly string[]
  /** Takes what the relay said, or what another page says that it said: nobody knows who wrote that. */
  readonly onTask: (task: TaskSnapshot, isHearsay: boolean) => void
  /** Called once this page leads. */
  readonly onLead: () => void
}

/** This page among those of its user: one has the event stream, and tells the others. */
export interface Tab {
  readonly isLeading: () => boolean
  /** Whether somebody would tell this page of what happens: the relay, or the page that leads. */
  readonly isListening: () => boolean
  /** Passes on what a look has found, if this page leads. */
  readonly tell: (task: TaskSnapshot) => void
  /** Asks for a task that the relay may not tell of by itself. */
  readonly want: (taskId: string) => void
  readonly leave: () => void
}

/** All that pages say to each other. No URL is among it: a picture is never taken from another page's word. */
interface Message {
  readonly task?: unknown
  readonly wants?: unknown
  readonly leads?: unknown
}

// As many as the relay takes, so that no other script makes a page ask for ever more, nor remember ever more.
const mostTasks = 100

/** Joins the other pages. @see docs/decisions/0030-tabs.md */
export function joinTabs({ url, name, ...tools }: TabTools, { waits, onTask, onLead }: TabListener): Tab {
  const channel = quietly(() => new BroadcastChannel(name))
  const wanted = new Set<string>()
  const known = new Map<string, TaskSnapshot>()
  // There is one exactly while this page leads.
  let stream: Stream | undefined

  const say = (message: Message): void => channel?.postMessage(message)
  const isOpen = (taskId: string): boolean => !isTerminal(known.get(taskId)?.status ?? '')

  function remember(task: TaskSnapshot): void {
    known.delete(task.taskId)
    known.set(task.taskId, task)
    if (!isOpen(task.taskId)) wanted.delete(task.taskId)
    const [oldest] = known.keys()
    if (known.size > mostTasks && oldest !== undefined) known.delete(oldest)
  }

  function tell(task: TaskSnapshot): void {
    if (stream === undefined) return
    remember(task)
    const { taskId, model, status, createdAtMs } = task
    say({ task: { taskId, model, status, created: createdAtMs / 1_000 } })
  }

  function add(taskIds: readonly string[]): void {
    for (const taskId of taskIds) if (wanted.size < mostTasks && isOpen(taskId)) wanted.add(taskId)
  }

  function want(taskIds: readonly string[]): void {
    if (stream === undefined) {
      say({ wants: taskIds })
      return
    }
    for (const taskId of taskIds) {
      const task = known.get(taskId)
      if (task) tell(task)
    }
    const before = wanted.size
    add(taskIds)
    if (wanted.size > before) stream.restart()
  }

  const giveUp = takeLead(name, () => {
    add(waits())
    stream = keepStream({
      ...tools,
      // At the end of a task each page leads for the moment of its last look: no stream is worth opening then.
      url: () => (wanted.size > 0 ? `${url}?tasks=${[...wanted]}` : undefined),
      onTask(task) {
        tell(task)
        onTask(task, false)
      },
    })
    say({ leads: true })
    onLead()
  })

  if (channel)
    channel.onmessage = ({ data }) => {
      const { task, wants, leads }: Message = Object(data)
      if (stream) {
        if (Array.isArray(wants)) want(wants.filter(isTaskId))
        return
      }
      const hearsay = readTask(task)
      if (hearsay) {
        remember(hearsay)
        onTask(hearsay, true)
      }
      if (leads) say({ wants: waits() })
    }

  return {
    isLeading: () => stream !== undefined,
    isListening: () => (stream ? stream.isOpen() : channel !== undefined),
    tell,
    want: (taskId) => want([taskId]),
    leave() {
      giveUp()
      stream?.close()
      channel?.close()
    },
  }
}

const isTaskId = (value: unknown): value is string => typeof value === 'string' && /^[\w.~-]{1,200}$/.test(value)
