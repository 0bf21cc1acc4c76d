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
  // By time. What was struck out stays until its time comes, or until it is the most of all.
  let queue: Appointment[] = []
  let open = 0
  let timer: { readonly atMs: number; readonly controller: AbortController } | undefined

  function rest(): void {
    timer?.controller.abort('closed')
    timer = undefined
  }

  function arm(): void {
    const [next] = queue
    if (next === undefined || (timer && timer.atMs <= next.atMs)) return
    rest()
    const { atMs } = next
    const controller = new AbortController()
    timer = { atMs, controller }
    sleep(Math.max(leastMs, atMs - monotonic()), controller.signal).then(
      () => {
        timer = undefined
        // A clock may be a hair behind the time that it has slept until.
        happen(Math.max(monotonic(), atMs))
      },
      () => undefined,
    )
  }

  function happen(nowMs: number): void {
    // What is added meanwhile waits for the timer, or two that call each other would never let go.
    for (const appointment of queue.splice(0, placeOf(nowMs, queue))) {
      const { run } = appointment
      strike(appointment)
      run?.()
    }
    arm()
  }

  function strike(appointment: Appointment): void {
    if (appointment.run) open -= 1
    appointment.run = undefined
  }

  return {
    add(atMs, run) {
      const appointment = { atMs, run }
      open += 1
      queue.splice(placeOf(atMs, queue), 0, appointment)
      arm()
      return appointment
    },
    remove(appointment) {
      strike(appointment)
      if (queue.length > 2 * open + 64 || open === 0) queue = queue.filter(({ run }) => run)
      if (open === 0) rest()
    },
  }
}

/** Behind all that is due by then. */
function placeOf(atMs: number, queue: readonly Appointment[]): number {
  let [from, to] = [0, queue.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (at(queue, middle).atMs <= atMs) from = middle + 1
    else to = middle
  }
  return from
}

// The index is always within.
const at = (queue: readonly Appointment[], index: number): Appointment => queue[index] as Appointment
