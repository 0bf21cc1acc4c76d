import { ChevronRight } from 'lucide-react'
import type { JSX } from 'react'
import { classNames } from '../ui/class-names.ts'
import { WireDetails } from './wire-details.tsx'
import type { Road, WireEntry } from './wire-entry.ts'

/** What a row shows, and the time that all rows share. */
export interface WireRowProps {
  readonly entry: WireEntry
  readonly startMs: number
  readonly spanMs: number
}

/** One request: when, which way, what, how it ended, and how long that took; opened, all of it. */
export function WireRow({ entry, startMs, spanMs }: WireRowProps): JSX.Element {
  const { road, method, url, atMs, durationMs } = entry
  const left = ((atMs - startMs) / spanMs) * 100
  const width = Math.max(0.6, ((durationMs ?? 0) / spanMs) * 100)
  return (
    <li className="border-line/60 not-last:border-b">
      <details className="group" data-testid="wire-entry" data-road={road}>
        <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2.5 text-[0.8125rem] transition hover:bg-raised sm:px-4 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 text-soft transition group-open:rotate-90" />
          <span className="w-14 shrink-0 text-soft tabular-nums">+{((atMs - startMs) / 1000).toFixed(2)} s</span>
          <span className="w-36 shrink-0 truncate">{words[road]}</span>
          <span className="min-w-0 flex-1 truncate font-mono text-xs max-sm:order-last max-sm:basis-full">
            <span className="font-semibold">{method}</span> {pathOf(url)}
          </span>
          <Ending entry={entry} />
          <span className="w-16 shrink-0 text-right text-soft tabular-nums max-sm:hidden">
            {durationMs === undefined ? '…' : `${Math.round(durationMs)} ms`}
          </span>
          <span aria-hidden="true" className="relative h-1.5 w-40 shrink-0 rounded-full bg-well max-lg:hidden">
            <span
              className={classNames('absolute inset-y-0 rounded-full', colors[road])}
              style={{ left: `${Math.min(99, left)}%`, width: `${Math.min(width, 100 - Math.min(99, left))}%` }}
            />
          </span>
        </summary>
        <WireDetails entry={entry} />
      </details>
    </li>
  )
}

function Ending({ entry: { status, failure, durationMs, road } }: { readonly entry: WireEntry }): JSX.Element {
  const isGood = failure === undefined && (status === undefined ? road === 'event' : status < 400)
  const word = failure ?? (status === undefined ? (road === 'event' ? 'heard' : 'under way') : String(status))
  const isOpen = durationMs === undefined
  return (
    <span
      className={classNames(
        'max-w-44 shrink-0 truncate rounded-md px-1.5 py-0.5 text-xs font-medium tabular-nums max-sm:ml-auto',
        isOpen ? 'bg-well text-soft' : isGood ? 'bg-well text-ink' : 'bg-alert-tint text-alert',
      )}
    >
      {word}
    </span>
  )
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname + new URL(url).search : url)

const words: Readonly<Record<Road, string>> = {
  page: 'page → server',
  service: 'server → service',
  callback: 'service → server',
  event: 'server → page',
}

const colors: Readonly<Record<Road, string>> = {
  page: 'bg-leaf',
  service: 'bg-banana',
  callback: 'bg-alert',
  event: 'bg-focus',
}
