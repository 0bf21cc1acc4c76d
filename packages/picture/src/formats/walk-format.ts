import type { Source, Walk } from '../source.ts'

/** Hears how large a picture is, as soon as its header says so. Throws when it may not be. */
export type Measure = (size: { readonly width: number; readonly height: number }) => void

/** Walks through a file of one format to the picture's last byte. Throws `UnfitPicture`. */
export type WalkFormat = (source: Source, measure: Measure) => Walk<void>
