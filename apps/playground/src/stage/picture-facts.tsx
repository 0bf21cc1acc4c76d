import type { PixelSize } from '@nano-banana/react'
import type { JSX } from 'react'
import { showSize } from '../wish/expected-size.ts'

/** What is known of a finished picture. */
export interface PictureFactsProps {
  readonly size: PixelSize
  readonly expiresAtMs: number | undefined
}

/** The size of a picture, and until when its link works. */
export function PictureFacts({ size, expiresAtMs }: PictureFactsProps): JSX.Element {
  return (
    <p className="text-[0.8125rem] text-soft tabular-nums">
      {showSize(size)} px
      {expiresAtMs !== undefined && (
        <>
          {' · link works until '}
          <time dateTime={new Date(expiresAtMs).toISOString()}>{day.format(expiresAtMs)}</time>
        </>
      )}
    </p>
  )
}

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' })
