import type { PixelSize } from '@nano-banana/react'
import { ImageOff } from 'lucide-react'
import { type JSX, useState } from 'react'
import { classNames } from '../ui/class-names.ts'

/** What a picture needs. */
export interface PictureProps {
  readonly url: string
  readonly alt: string
  readonly size: PixelSize
  /** Tells the size the file really has. */
  readonly onSize: (size: PixelSize) => void
}

/** The picture, developing out of its placeholder once it is loaded. */
export function Picture({ url, alt, size, onSize }: PictureProps): JSX.Element {
  const [progress, setProgress] = useState<'loading' | 'shown' | 'lost'>('loading')
  if (progress === 'lost')
    return (
      <p
        role="alert"
        className="absolute inset-0 flex flex-col items-center justify-center gap-2 bg-card p-4 text-center text-sm text-soft"
      >
        <ImageOff aria-hidden="true" className="size-5" />
        The picture cannot be loaded: its link may have expired.
      </p>
    )
  return (
    <img
      data-testid="picture"
      src={url}
      alt={alt}
      width={size.width}
      height={size.height}
      onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
        setProgress('shown')
        onSize({ width, height })
      }}
      onError={() => setProgress('lost')}
      className={classNames('picture absolute inset-0 size-full object-cover', progress === 'shown' && 'is-shown')}
    />
  )
}
