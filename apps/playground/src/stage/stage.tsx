import type { PixelSize } from '@nano-banana/react'
import { type JSX, useState } from 'react'
import { StatusPanel } from '../status/status-panel.tsx'
import type { Entry } from '../studio/entry.ts'
import type { WireStore } from '../wire/wire-store.ts'
import { expectedSize } from '../wish/expected-size.ts'
import { FailurePanel } from './failure-panel.tsx'
import { Frame } from './frame.tsx'
import { Picture } from './picture.tsx'
import { PictureFacts } from './picture-facts.tsx'
import { pictureOf } from './picture-of.ts'
import { Placeholder } from './placeholder.tsx'
import { StageActions } from './stage-actions.tsx'

/** What stands on the stage, and what the visitor may do about it. */
export interface StageProps {
  readonly entry: Entry
  readonly wire: WireStore
  readonly onStop: () => void
  readonly onPickUp: () => void
  readonly onEdit: () => void
  readonly onAgain: () => void
  readonly onNew: () => void
}

/** Where the picture comes to be: a place of its shape first, then the picture, and below how far it is. */
export function Stage({ entry, wire, onStop, onPickUp, onEdit, onAgain, onNew }: StageProps): JSX.Element {
  const { state, wish } = entry
  const output = pictureOf(state)
  const [seen, setSeen] = useState<PixelSize & { readonly url: string }>()
  const size = seen && seen.url === output?.url ? seen : expectedSize(wish.aspect_ratio, wish.resolution)

  return (
    <>
      <div className="table-top">
        {state.phase === 'failed' ? (
          <FailurePanel error={state.error} onAgain={onAgain} onEdit={onEdit} />
        ) : (
          <Frame size={size} caption={wish.prompt}>
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
        entry={entry}
        wire={wire}
        actions={<StageActions {...{ entry, onStop, onPickUp, onNew }} />}
        facts={output && <PictureFacts size={size} expiresAtMs={output.expiresAtMs} />}
      />
    </>
  )
}
