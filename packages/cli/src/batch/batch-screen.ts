import type { BatchEvent, BatchProgress, RowResult } from '@nano-banana/node'
import type { Terminal } from '../terminal.ts'
import { planLines, problemLines } from './plan-lines.ts'
import { bar, progressText } from './progress-text.ts'

/** Shows how a batch goes: one live line on a terminal, plain lines elsewhere. */
export interface BatchScreen {
  readonly show: (event: BatchEvent, progress: BatchProgress) => void
  readonly end: () => void
}

/** What is shown. */
export interface BatchScreenOptions {
  readonly file: string
  /** What ends with this process. */
  readonly isEmbedded: boolean
}

const beatMs = 250
const lineEveryMs = 10_000
const barWidth = 20

/** A screen on which nothing is shown yet. */
export function createBatchScreen(terminal: Terminal, { file, isEmbedded }: BatchScreenOptions): BatchScreen {
  const startedAt = performance.now()
  let latest: BatchProgress | undefined
  let endedBefore = 0
  let paused: string | undefined
  let saidAt = startedAt

  function text(progress: BatchProgress): string {
    const seconds = (performance.now() - startedAt) / 1000
    return progressText(progress, { ended: progress.ended - endedBefore, seconds, paused })
  }

  function draw(): void {
    if (latest === undefined || latest.rows === 0) return
    const line = `${bar(latest.ended / latest.rows, barWidth)} ${text(latest)}`
    terminal.rewrite(line.slice(0, terminal.columns - 1))
  }

  function note(event: BatchEvent, progress: BatchProgress): readonly string[] {
    switch (event.type) {
      case 'planned':
        endedBefore = progress.ended
        return [...problemLines(file, event.plan), ...planLines(event.plan)]
      case 'row_ended':
        return troubleLine(event.result)
      case 'paused':
        paused = event.message
        return [`The service does not take tasks: waiting, and asking every 5 s. ${event.message}`]
      case 'resumed':
        paused = undefined
        return ['The service is back.']
      case 'halted':
        return [`✗ Nothing new is asked for: ${event.halt.message}`]
      case 'stopping':
        return [stopLine(isEmbedded)]
    }
  }

  const timer = terminal.isInteractive ? setInterval(draw, beatMs) : undefined
  return {
    show(event, progress) {
      latest = progress
      for (const line of note(event, progress)) terminal.say(line)
      if (terminal.isInteractive) draw()
      else if (event.type === 'row_ended' && performance.now() - saidAt >= lineEveryMs) {
        saidAt = performance.now()
        terminal.say(text(progress))
      }
    },
    end() {
      clearInterval(timer)
      if (terminal.isInteractive) terminal.rewrite('')
      if (latest) terminal.say(text(latest))
    },
  }
}

const stopLine = (isEmbedded: boolean): string =>
  isEmbedded
    ? 'Stopping. The embedded emulator ends with this command, and its open tasks with it; nothing was billed.'
    : 'Stopping: what is being sent or written has 5 s, and tasks under way go on and may bill. Ctrl-C again stops at once.'

const silent: readonly RowResult['status'][] = ['saved', 'skipped', 'invalid', 'open']

function troubleLine({ id, status, error, differs }: RowResult): readonly string[] {
  if (silent.includes(status) && !differs && error?.reason !== 'exists') return []
  return [`${status === 'saved' ? '!' : '✗'} ${id ?? ''} ${status.replace('_', ' ')}: ${error?.message ?? ''}`]
}
