import { ImageOff, Pause, TriangleAlert } from 'lucide-react'
import { type JSX, useState } from 'react'
import { pictureOf } from '../stage/picture-of.ts'
import { Placeholder } from '../stage/placeholder.tsx'
import type { Entry } from '../studio/entry.ts'

/** A generation, small: its picture, or what stands in its way. */
export function Thumbnail({ entry: { state } }: { readonly entry: Entry }): JSX.Element {
  const url = pictureOf(state)?.url
  const [lostUrl, setLostUrl] = useState<string>()
  if (url !== undefined && url !== lostUrl)
    return <img src={url} alt="" loading="lazy" className="size-full object-cover" onError={() => setLostUrl(url)} />
  if (state.phase === 'submitting' || state.phase === 'waiting')
    return (
      <span className="relative block size-full">
        <Placeholder state={state} />
      </span>
    )
  const Icon = state.phase === 'failed' ? TriangleAlert : state.phase === 'aborted' ? Pause : ImageOff
  return (
    <span
      className={`grid size-full place-items-center ${state.phase === 'failed' ? 'bg-alert-tint text-alert' : 'bg-well text-soft'}`}
    >
      <Icon aria-hidden="true" className="size-5" />
    </span>
  )
}
