import type { PixelSize, TaskState } from '@nano-banana/react'
import { type JSX, type Ref, useState } from 'react'
import { StatusPanel } from '../status/status-panel.tsx'
import { ActionButton } from '../ui/action-button.tsx'
import { expectedSize, showSize } from '../wish/expected-size.ts'
import type { Wish } from '../wish/wish.ts'
import { DownloadLink } from './download-link.tsx'
import { FailurePanel } from './failure-panel.tsx'
import { Frame } from './frame.tsx'
import { Picture } from './picture.tsx'
import { PictureFacts } from './picture-facts.tsx'
import { pictureOf } from './picture-of.ts'
import { Placeholder } from './placeholder.tsx'

/** What stands on the stage, and what the visitor may do about it. */
export interface StageProps {
  readonly ref: Ref<HTMLElement>
  readonly state: TaskState
  readonly wish: Wish
  readonly sentAtMs: number | undefined
  readonly onAgain: () => void
  readonly onNew: () => void
}

/** Where the picture comes to be: a place of its shape first, then the picture, and below how far it is. */
export function Stage({ ref, state, wish, sentAtMs, onAgain, onNew }: StageProps): JSX.Element {
  const output = pictureOf(state)
  const [seen, setSeen] = useState<PixelSize & { readonly url: string }>()
  const size = seen && seen.url === output?.url ? seen : expectedSize(wish.aspect_ratio, wish.resolution)

  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label="Picture"
      className="flex min-w-0 scroll-mt-4 flex-col gap-6 outline-none"
    >
      <div className="table-top">
        {state.phase === 'failed' ? (
          <FailurePanel error={state.error} onAgain={onAgain} />
        ) : (
          <Frame size={size} caption={state.phase === 'idle' ? sheetOf(wish) : wish.prompt}>
            <Placeholder state={state} />
            {output && (
              <Picture
                key={output.url}
                url={output.url}
                alt={wish.prompt}
                size={size}
                onSize={(real) => setSeen({ ...real, url: output.url })}
              />
            )}
          </Frame>
        )}
      </div>
      <StatusPanel
        state={state}
        sentAtMs={sentAtMs}
        actions={
          <div className="flex gap-2 empty:hidden max-sm:w-full max-sm:*:flex-1">
            {(state.phase === 'succeeded' || state.phase === 'aborted') && (
              <ActionButton emphasis="quiet" data-testid="new" onClick={onNew}>
                New picture
              </ActionButton>
            )}
            {output && <DownloadLink url={output.url} wish={wish} />}
          </div>
        }
        facts={output && <PictureFacts size={size} expiresAtMs={output.expiresAtMs} />}
      />
    </section>
  )
}

// Before there is anything to tell, the empty sheet says what it is.
const sheetOf = ({ aspect_ratio, resolution, output_format }: Wish): string =>
  `${showSize(expectedSize(aspect_ratio, resolution))} pixels, ${output_format.toUpperCase()}`
