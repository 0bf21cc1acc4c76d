import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type JSX, useState } from 'react'
import { pictureOf } from '../stage/picture-of.ts'
import type { Entry } from '../studio/entry.ts'
import { roundClass } from '../ui/action-button.tsx'
import { shapeOf } from '../wish/expected-size.ts'

/** What is compared. */
export interface CompareViewProps {
  readonly pair: readonly [Entry, Entry]
  readonly onClose: () => void
}

/** Two pictures one above the other, parted by a line that is moved by hand or by the arrow keys. */
export function CompareView({ pair: [one, other], onClose }: CompareViewProps): JSX.Element {
  const [percent, setPercent] = useState(50)
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-10 bg-paper/95" />
        <Dialog.Content
          data-testid="compare-view"
          aria-describedby={undefined}
          className="fixed inset-0 z-20 flex flex-col gap-5 p-4 outline-none sm:p-8"
        >
          <div className="flex items-start gap-3">
            <Dialog.Title className="min-w-0 flex-1 font-medium">Compare two pictures</Dialog.Title>
            <Dialog.Close aria-label="Close" className={roundClass}>
              <X aria-hidden="true" className="size-4.5" />
            </Dialog.Close>
          </div>
          <div className="compare-stage min-h-0 flex-1" style={{ '--shape': shapeOf(one.wish.aspect_ratio) }}>
            <div className="compare-frame">
              <Side entry={one} />
              <div className="absolute inset-0 bg-paper" style={{ clipPath: `inset(0 0 0 ${percent}%)` }}>
                <Side entry={other} />
              </div>
              <div aria-hidden="true" className="compare-line" style={{ left: `${percent}%` }} />
              <input
                type="range"
                min={0}
                max={100}
                value={percent}
                data-testid="compare-slider"
                aria-label="How much of the first picture is seen"
                aria-valuetext={`${percent} percent of the first picture`}
                onChange={(event) => setPercent(Number(event.target.value))}
                className="compare-slider"
              />
            </div>
          </div>
          <div className="flex justify-between gap-8 text-[0.8125rem] text-soft">
            <p className="line-clamp-2 max-w-[44ch]">{one.wish.prompt}</p>
            <p className="line-clamp-2 max-w-[44ch] text-right">{other.wish.prompt}</p>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const Side = ({ entry }: { readonly entry: Entry }): JSX.Element => (
  <img
    src={pictureOf(entry.state)?.url}
    alt={entry.wish.prompt}
    draggable={false}
    className="absolute inset-0 size-full object-contain"
  />
)
