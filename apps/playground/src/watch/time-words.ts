import type { TaskEstimate, TaskState } from '@nano-banana/react'

/** How much longer it takes, in words that promise no more than is known. */
export function timeWords(state: TaskState, estimate: TaskEstimate | undefined): string {
  if (state.phase !== 'submitting' && state.phase !== 'waiting') return 'It is over'
  if (!estimate) return 'Nothing is known yet'
  const { fromMs, likelyMs, toMs, learnedFrom } = estimate
  const spread = `8 of 10 within ${seconds(fromMs)} to ${seconds(toMs)} s`
  const basis = learnedFrom < fewTasks ? 'by what HiAPI usually takes' : `learned from ${learnedFrom} pictures`
  return `About ${seconds(likelyMs)} s more: ${spread}, ${basis}`
}

const fewTasks = 5

const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 9_950 ? 1 : 0)
