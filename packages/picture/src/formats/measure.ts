/** Hears how large a picture is, as soon as its header says so. Throws when it may not be. */
export type Measure = (size: { readonly width: number; readonly height: number }) => void
