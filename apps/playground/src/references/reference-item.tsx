import { ArrowUp, ImageIcon, X } from 'lucide-react'
import { type JSX, useState } from 'react'

/** One reference, and what can be done with it. */
export interface ReferenceItemProps {
  readonly url: string
  readonly isFirst: boolean
  readonly onForward: () => void
  readonly onRemove: () => void
}

/** A reference picture: small, by its address, to be moved or taken away. */
export function ReferenceItem({ url, isFirst, onForward, onRemove }: ReferenceItemProps): JSX.Element {
  const [isSeen, setIsSeen] = useState(false)
  return (
    <li data-testid="reference" className="flex items-center gap-3 rounded-xl bg-card p-1.5 shadow-card">
      <span className="relative grid size-10 shrink-0 place-items-center overflow-hidden rounded-lg bg-well text-soft">
        <ImageIcon aria-hidden="true" className="size-4" />
        <img
          src={url}
          alt=""
          referrerPolicy="no-referrer"
          onLoad={() => setIsSeen(true)}
          className={`absolute inset-0 size-full object-cover ${isSeen ? '' : 'invisible'}`}
        />
      </span>
      <span className="min-w-0 flex-1 truncate text-[0.8125rem]">{url}</span>
      {!isFirst && (
        <button type="button" aria-label={`Move ${url} to the front`} onClick={onForward} className={small}>
          <ArrowUp aria-hidden="true" className="size-4" />
        </button>
      )}
      <button type="button" aria-label={`Remove ${url}`} onClick={onRemove} className={small}>
        <X aria-hidden="true" className="size-4" />
      </button>
    </li>
  )
}

const small = 'grid size-9 shrink-0 place-items-center rounded-lg text-soft transition hover:bg-well hover:text-ink'
