import type { JSX } from 'react'
import { classNames } from '../ui/class-names.ts'
import { type RaceLane, standingAt } from './race.ts'

/** A lane, and the moment that is looked at. */
export interface RaceLaneRowProps {
  readonly lane: RaceLane
  readonly atMs: number
  readonly endMs: number
}

/** What one client sent and what it has cost by then. */
export function RaceLaneRow({ lane, atMs, endMs }: RaceLaneRowProps): JSX.Element {
  const { sent, paid, end } = standingAt(lane, atMs)
  const isOurs = lane.name === 'nano-banana'
  return (
    <li data-testid="race-lane" data-name={lane.name} className="grid gap-x-6 gap-y-2 sm:grid-cols-[11rem_1fr_11rem]">
      <p className="min-w-0">
        <span className={classNames('block truncate text-[0.9375rem]', isOurs ? 'font-semibold' : 'font-medium')}>
          {lane.name.split(' ')[0]}
        </span>
        <span className="block truncate text-xs text-soft">{isOurs ? 'this version' : lane.version}</span>
      </p>
      <div aria-hidden="true" className="relative h-9 self-center rounded-lg bg-well max-sm:order-last">
        <span className="absolute inset-y-0 left-0 rounded-lg bg-tint" style={{ width: `${(atMs / endMs) * 100}%` }} />
        {lane.events
          .filter(({ kind }) => kind === 'sent' || kind === 'picture' || kind === 'gave_up')
          .map(({ kind, atMs: eventMs }) => (
            <span
              key={`${kind}-${eventMs}`}
              className={classNames(
                'absolute top-1/2 size-3 -translate-1/2 rounded-full transition-opacity',
                looks[kind],
                eventMs > atMs && 'opacity-25',
              )}
              style={{ left: `${2 + (eventMs / endMs) * 96}%` }}
            />
          ))}
      </div>
      <p className="self-center text-sm tabular-nums sm:text-right">
        <span data-testid="race-paid" className={classNames('font-semibold', paid > 1 && 'text-alert')}>
          paid {paid}
        </span>{' '}
        <span className="text-soft">
          of {sent} sent · {end === 'picture' ? 'has it' : end === 'gave_up' ? 'gave up' : 'waits'}
        </span>
      </p>
    </li>
  )
}

const looks: Readonly<Record<string, string>> = {
  sent: 'bg-ink',
  picture: 'bg-leaf ring-2 ring-card',
  gave_up: 'bg-alert ring-2 ring-card',
}
