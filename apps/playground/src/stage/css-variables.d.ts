import 'react'

declare module 'react' {
  interface CSSProperties {
    /** Width to height of a frame; the style sheet makes its size of it. */
    readonly '--shape'?: number
  }
}
