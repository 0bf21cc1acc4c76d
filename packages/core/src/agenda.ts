import type { Clock } from './clock.ts'

/** Something that is to happen at a time, until it is struck out. */
export interface Appointment {
  readonly atMs: number
  run: (() => void) | undefined
}

/** All that a client waits for, on one timer: an entry costs no more than its object. One per client. */
export interface Agenda {
  /** Does something at a time of the monotonic clock, in a later turn if that is past. What it does must not throw. */
  readonly add: (atMs: number, run: () => void) => Appointment
  /** Strikes it out, whether it has happened or not. The last one takes the timer with it. */
  readonly remove: (appointment: Appointment) => void
}

// Time has to pass, or a clock that is a hair behind would be asked for ever.
const leastMs = 0.01

/** An empty agenda. */
export function createAgenda({ monotonic, sleep }: Clock): Agenda {
  // A binary heap by time. What was struck out stays in it until its time comes, or until it is the most of it.
  let heap: Appointment[] = []
  let open = 0
  let timer: { readonly atMs: number; readonly controller: AbortController } | undefined

  function arm(): void {
    const [next] = heap
    if (next === undefined || (timer && timer.atMs <= next.atMs)) return
    timer?.controller.abort('closed')
    const mine = { atMs: next.atMs, controller: new AbortController() }
    timer = mine
    sleep(Math.max(leastMs, next.atMs - monotonic()), mine.controller.signal).then(
      () => {
        timer = undefined
        // A clock may be a hair behind the time that it has slept until.
        happen(Math.max(monotonic(), mine.atMs))
      },
      () => undefined,
    )
  }

  function happen(nowMs: number): void {
    const due: Appointment[] = []
    for (let [next] = heap; next && (next.run === undefined || next.atMs <= nowMs); [next] = heap) {
      takeFirst(heap)
      due.push(next)
    }
    // What is added meanwhile waits for the timer, or two that call each other would never let go.
    for (const appointment of due) {
      const { run } = appointment
      if (run === undefined) continue
      appointment.run = undefined
      open -= 1
      run()
    }
    arm()
  }

  function rest(): void {
    heap = []
    timer?.controller.abort('closed')
    timer = undefined
  }

  return {
    add(atMs, run) {
      const appointment = { atMs, run }
      open += 1
      put(heap, appointment)
      arm()
      return appointment
    },
    remove(appointment) {
      if (appointment.run === undefined) return
      appointment.run = undefined
      open -= 1
      if (open === 0) rest()
      else if (heap.length > 2 * open + 64) heap = heap.filter(({ run }) => run).sort((a, b) => a.atMs - b.atMs)
    },
  }
}

function put(heap: Appointment[], appointment: Appointment): void {
  let index = heap.push(appointment) - 1
  while (index > 0) {
    const above = (index - 1) >> 1
    if (at(heap, above).atMs <= appointment.atMs) break
    heap[index] = at(heap, above)
    index = above
  }
  heap[index] = appointment
}

function takeFirst(heap: Appointment[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let index = 0
  for (let below = 1; below < heap.length; below = 2 * index + 1) {
    if (below + 1 < heap.length && at(heap, below + 1).atMs < at(heap, below).atMs) below += 1
    if (last.atMs <= at(heap, below).atMs) break
    heap[index] = at(heap, below)
    index = below
  }
  heap[index] = last
}

// The index is always within.
const at = (heap: readonly Appointment[], index: number): Appointment => heap[index] as Appointment
