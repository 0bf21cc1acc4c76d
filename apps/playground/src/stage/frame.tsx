import type { PixelSize } from '@nano-banana/react'
import type { JSX, ReactNode } from 'react'

declare module 'react' {
  interface CSSProperties {
    /** Width to height; the style sheet makes a frame's size of it. */
    readonly '--shape'?: number
  }
}

/** What a frame holds. */
export interface FrameProps {
  readonly size: PixelSize
  readonly caption: string
  readonly children: ReactNode
}

/** A place of exactly the picture's shape, as large as the stage allows. */
export function Frame({ size, caption, children }: FrameProps): JSX.Element {
  return (
    <figure className="flex w-full flex-col items-center [container-type:inline-size]">
      <div
        className="picture-frame relative overflow-hidden rounded-xl shadow-print"
        style={{ '--shape': size.width / size.height }}
      >
        {children}
      </div>
      <figcaption className="mt-4 line-clamp-2 min-h-10 max-w-[56ch] text-center text-sm text-balance text-soft">
        {caption}
      </figcaption>
    </figure>
  )
}
