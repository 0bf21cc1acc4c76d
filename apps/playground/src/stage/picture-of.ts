import type { TaskOutput, TaskState } from '@nano-banana/react'

/** The output to show: the first picture, else whatever came first. */
export function pictureOf(state: TaskState): TaskOutput | undefined {
  if (state.phase !== 'succeeded') return undefined
  return state.outputs.find(({ type }) => type === 'image') ?? state.outputs[0]
}
