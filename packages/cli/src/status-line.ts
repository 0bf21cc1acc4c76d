import type { TaskState } from '@nano-banana/node'
import type { Terminal } from './terminal.ts'

/** Shows where a task stands: one live line on a terminal, a line per change elsewhere. */
export interface StatusLine {
  readonly update: (state: TaskState) => void
  readonly note: (text: string) => void
  readonly end: () => void
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const beatMs = 100

/** Begins to show, and to count the seconds. */
export function startStatusLine(terminal: Terminal): StatusLine {
  const startedAt = performance.now()
  const elapsed = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  let text = 'starting'
  let beat = 0
  const draw = (): void => {
    beat += 1
    const line = `${frames[beat % frames.length]} ${text} · ${elapsed()}`
    terminal.rewrite(line.slice(0, terminal.columns - 1))
  }
  const show = (next: string): void => {
    text = next
    if (terminal.isInteractive) draw()
    else terminal.say(`${text} · ${elapsed()}`)
  }
  const timer = terminal.isInteractive ? setInterval(draw, beatMs) : undefined
  return {
    update(state) {
      if (state.phase === 'submitting') show('submitting')
      if (state.phase === 'waiting') show(`${state.status} · ${state.taskId}`)
    },
    note: show,
    end() {
      clearInterval(timer)
      if (terminal.isInteractive) terminal.rewrite('')
    },
  }
}
