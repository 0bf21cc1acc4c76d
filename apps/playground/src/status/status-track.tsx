import { Check, X } from 'lucide-react'
import type { JSX } from 'react'
import { classNames } from '../ui/class-names.ts'
import { steps } from './steps.ts'

/** How a track stands. */
export interface StatusTrackProps {
  readonly reached: number
  readonly mood: 'still' | 'running' | 'done' | 'failed'
  /** How long each step took, in milliseconds. */
  readonly times: readonly (number | undefined)[]
}

/** The steps of a task as a line that ripens from green to yellow. */
export function StatusTrack({ reached, mood, times }: StatusTrackProps): JSX.Element {
  const done = Math.max(reached, 0) / (steps.length - 1)
  return (
    <div className="relative pb-11">
      <div aria-hidden="true" className="absolute inset-x-2 top-[7px] h-0.5 rounded-full bg-line">
        <div
          className={classNames(
            'track-line absolute -inset-y-px inset-x-0 rounded-full',
            mood === 'failed' && 'grayscale',
          )}
          style={{ clipPath: `inset(0 ${(1 - done) * 100}% 0 0)` }}
        />
        {mood === 'running' && reached < steps.length - 1 && (
          <div className="absolute -inset-y-px w-1/3 overflow-hidden rounded-full" style={{ left: `${done * 100}%` }}>
            <div className="track-flow h-full w-1/2" />
          </div>
        )}
      </div>
      <ol className="relative flex justify-between">
        {steps.map((step, index) => {
          const isCurrent = index === Math.max(reached, 0) && mood === 'running'
          return (
            <li key={step} aria-current={isCurrent ? 'step' : undefined} className="relative size-4">
              <Dot index={index} {...{ reached, mood, isCurrent }} />
              <span
                className={classNames(
                  'absolute top-6 text-xs leading-none whitespace-nowrap',
                  labelPlace(index),
                  index <= reached || isCurrent ? 'text-ink' : 'text-soft',
                  isCurrent && 'font-semibold',
                )}
              >
                {step}
                {times[index] !== undefined && (
                  <span className="mt-1.5 block font-normal text-soft tabular-nums">
                    {(times[index] / 1000).toFixed(1)} s
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function Dot({
  index,
  reached,
  mood,
  isCurrent,
}: Omit<StatusTrackProps, 'times'> & { index: number; isCurrent: boolean }): JSX.Element {
  const isEnd = mood === 'failed' && index === Math.max(reached, 0)
  const isDone = mood === 'done' && index === steps.length - 1
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid size-4 place-items-center rounded-full border-2 transition-colors duration-500',
        isEnd ? 'border-alert bg-alert text-table' : dotLook(index <= reached || isCurrent, `dot-${index}`),
        isCurrent && 'track-pulse',
      )}
    >
      {isEnd && <X className="size-2.5" strokeWidth={4} />}
      {isDone && <Check className="size-2.5 text-on-banana" strokeWidth={4} />}
    </span>
  )
}

const dotLook = (isReached: boolean, ripe: string): string =>
  isReached ? `${ripe} border-(--ripe) bg-(--ripe)` : 'border-line bg-table'

const labelPlace = (index: number): string => {
  if (index === 0) return 'left-0'
  return index === steps.length - 1 ? 'right-0 text-right' : 'left-1/2 -translate-x-1/2 text-center'
}
