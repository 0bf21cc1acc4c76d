/** The types of pictures that are taken, as HTTP names them. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const

/** A picture's type, as HTTP names it. */
export type PictureType = (typeof pictureTypes)[number]

/** What a picture file says of itself. */
export interface Picture {
  readonly type: PictureType
  /** In pixels. */
  readonly width: number
  readonly height: number
}

/** What no picture may exceed. */
export const pictureLimits = {
  /** 10 MiB. */
  maxBytes: 10 * 1024 * 1024,
  /** 40 megapixels: a file of a few kilobytes may claim enough of them to fill any memory. */
  maxPixels: 40_000_000,
  /** As far as JPEG can count. */
  maxSide: 65_535,
  /** All that is not picture: profiles, EXIF, XMP, comments and tables together. */
  maxMetadataBytes: 1024 * 1024,
  /** A progressive JPEG needs about ten; each one costs its reader a pass over all pixels. */
  maxScans: 100,
} as const
