import type { TaskEstimate, TaskState } from '@nano-banana/react'
import { useEffect, useState } from 'react'

const everyMs = 600

/** How much longer a task takes, as the server has learned it from those before, while it runs. */
export function useEstimate(state: TaskState, sentAtMs: number): TaskEstimate | undefined {
  const [estimate, setEstimate] = useState<TaskEstimate>()
  const isRunning = state.phase === 'submitting' || state.phase === 'waiting'

  useEffect(() => {
    if (!isRunning) return
    const controller = new AbortController()
    const ask = (): void => {
      askEstimate(Date.now() - sentAtMs, controller.signal).then(setEstimate, () => undefined)
    }
    ask()
    const timer = setInterval(ask, everyMs)
    return () => {
      clearInterval(timer)
      controller.abort()
      setEstimate(undefined)
    }
  }, [isRunning, sentAtMs])

  return estimate
}

async function askEstimate(ageMs: number, signal: AbortSignal): Promise<TaskEstimate | undefined> {
  const response = await fetch(`/api/estimate?ageMs=${Math.round(ageMs)}`, { signal })
  const answer: unknown = await response.json()
  return isEstimate(answer) ? answer : undefined
}

const isEstimate = (value: unknown): value is TaskEstimate =>
  typeof value === 'object' &&
  value !== null &&
  'fromMs' in value &&
  'likelyMs' in value &&
  'toMs' in value &&
  'learnedFrom' in value &&
  [value.fromMs, value.likelyMs, value.toMs, value.learnedFrom].every((part) => typeof part === 'number')
