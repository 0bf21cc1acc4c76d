import { ImagePlus, RotateCcw, Trash2, X, ZoomIn, ZoomOut } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type JSX, useState } from 'react'
import { DownloadLink } from '../stage/download-link.tsx'
import { pictureOf } from '../stage/picture-of.ts'
import type { Entry } from '../studio/entry.ts'
import { ActionButton, roundClass } from '../ui/action-button.tsx'
import { expectedSize, showSize } from '../wish/expected-size.ts'
import { timeLeft } from './time-left.ts'

/** What the big view shows, and what can be done with it. */
export interface BigViewProps {
  readonly entry: Entry
  readonly onClose: () => void
  readonly onReuse: () => void
  /** Rejects when the picture has no address any more. */
  readonly onReference: () => Promise<void>
  readonly onRemove: () => void
}

/** One picture as large as the window allows; zoomed, pixel for pixel. */
export function BigView({ entry, onClose, onReuse, onReference, onRemove }: BigViewProps): JSX.Element {
  const { wish, state } = entry
  const [isZoomed, setIsZoomed] = useState(false)
  const [isLost, setIsLost] = useState(false)
  const output = pictureOf(state)
  const facts = [
    `${showSize(expectedSize(wish.aspect_ratio, wish.resolution))} px`,
    wish.output_format.toUpperCase(),
    output?.expiresAtMs === undefined ? undefined : timeLeft(output.expiresAtMs - Date.now()),
  ]
  const ZoomIcon = isZoomed ? ZoomOut : ZoomIn

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-10 bg-paper/95" />
        <Dialog.Content
          data-testid="big-view"
          aria-describedby={undefined}
          className="fixed inset-0 z-20 flex flex-col gap-5 p-4 outline-none sm:p-8"
        >
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="line-clamp-2 max-w-[70ch] font-medium">{wish.prompt}</Dialog.Title>
              <p className="mt-1 text-[0.8125rem] text-soft tabular-nums">{facts.filter(Boolean).join(' · ')}</p>
            </div>
            <button
              type="button"
              data-testid="zoom"
              aria-pressed={isZoomed}
              aria-label="Zoom to real pixels"
              onClick={() => setIsZoomed(!isZoomed)}
              className={roundClass}
            >
              <ZoomIcon aria-hidden="true" className="size-4.5" />
            </button>
            <Dialog.Close aria-label="Close" className={roundClass}>
              <X aria-hidden="true" className="size-4.5" />
            </Dialog.Close>
          </div>
          <section
            aria-label="Picture"
            // A zoomed picture is scrolled by the keyboard too.
            tabIndex={isZoomed ? 0 : undefined}
            className={`min-h-0 flex-1 rounded-xl ${isZoomed ? 'overflow-auto' : 'grid place-items-center overflow-hidden'}`}
          >
            {isLost || !output ? (
              <p role="alert" className="text-sm text-soft">
                The picture cannot be loaded: its link may have expired. Reuse its settings to draw it anew.
              </p>
            ) : (
              <img
                src={output.url}
                alt={wish.prompt}
                onError={() => setIsLost(true)}
                className={isZoomed ? 'max-w-none' : 'size-full max-h-full max-w-full min-h-0 object-contain'}
              />
            )}
          </section>
          <div className="flex flex-wrap justify-center gap-2">
            {output && <DownloadLink url={output.url} wish={wish} />}
            <ActionButton emphasis="quiet" data-testid="reuse" onClick={onReuse}>
              <RotateCcw aria-hidden="true" className="size-4" />
              Reuse settings
            </ActionButton>
            <ActionButton
              emphasis="quiet"
              data-testid="use-as-reference"
              onClick={() => void onReference().catch(() => setIsLost(true))}
            >
              <ImagePlus aria-hidden="true" className="size-4" />
              Draw from it
            </ActionButton>
            <ActionButton emphasis="quiet" data-testid="remove" onClick={onRemove}>
              <Trash2 aria-hidden="true" className="size-4" />
              Take down
            </ActionButton>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
