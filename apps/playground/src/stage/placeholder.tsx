import type { TaskState } from '@nano-banana/react'
import type { JSX } from 'react'
import { BananaMark } from '../ui/banana-mark.tsx'

/** What fills the frame before the picture: an empty sheet, or a banana that ripens as the task proceeds. */
export function Placeholder({ state }: { readonly state: TaskState }): JSX.Element {
  return (
    <div
      aria-hidden="true"
      data-ripeness={ripenessOf(state)}
      className="placeholder absolute inset-0 [container-type:size]"
    >
      <div className="placeholder-glow" />
      <div className="absolute inset-0 grid place-items-center">
        <BananaMark className="placeholder-mark" />
      </div>
    </div>
  )
}

function ripenessOf(state: TaskState): number | undefined {
  switch (state.phase) {
    case 'submitting':
      return 0
    case 'waiting':
      return Math.min(Math.max(state.rank, 0), 2)
    case 'succeeded':
      return 3
    default:
      return undefined
  }
}
