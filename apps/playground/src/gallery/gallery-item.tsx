import { Check } from 'lucide-react'
import type { JSX } from 'react'
import { pictureOf } from '../stage/picture-of.ts'
import { statusWord } from '../status/status-word.ts'
import type { Entry } from '../studio/entry.ts'
import { shapeOf } from '../wish/expected-size.ts'
import { Thumbnail } from './thumbnail.tsx'
import { isShortOfTime, timeLeft } from './time-left.ts'

/** What hangs there. */
export interface GalleryItemProps {
  readonly entry: Entry
  readonly nowMs: number
  /** Whether it was chosen to be compared; nothing while none is. */
  readonly isChosen: boolean | undefined
  readonly onPick: () => void
}

/** One picture on the wall, and how long it can still be had where that is not long. */
export function GalleryItem({ entry, nowMs, isChosen, onPick }: GalleryItemProps): JSX.Element {
  const { state, wish } = entry
  const expiresAtMs = pictureOf(state)?.expiresAtMs
  const leftMs = expiresAtMs === undefined ? undefined : expiresAtMs - nowMs
  return (
    <li style={{ '--shape': shapeOf(wish.aspect_ratio) }}>
      <button
        type="button"
        data-testid="gallery-item"
        aria-pressed={isChosen}
        className="print aria-pressed:outline-3 aria-pressed:outline-offset-2 aria-pressed:outline-focus"
        onClick={onPick}
      >
        <Thumbnail entry={entry} />
        {isChosen && (
          <span className="absolute top-2 left-2 grid size-6 place-items-center rounded-full bg-banana text-on-banana">
            <Check aria-hidden="true" className="size-4" strokeWidth={3} />
          </span>
        )}
        {leftMs !== undefined && isShortOfTime(leftMs) && (
          <span className="absolute top-2 right-2 rounded-md bg-alert-tint px-1.5 py-0.5 text-[0.6875rem] font-medium text-alert">
            {timeLeft(leftMs)}
          </span>
        )}
        <span className="print-caption">
          <span className="block text-xs font-semibold">
            {[statusWord(state), leftMs !== undefined && timeLeft(leftMs)].filter(Boolean).join(' · ')}
          </span>
          <span className="line-clamp-2 text-xs opacity-90">{wish.prompt}</span>
        </span>
      </button>
    </li>
  )
}
