/** The one model this client serves. @see contract: Request body of POST /v1/tasks */
export const model = 'Nano-Banana-2' as const

/** Shapes of the picture, width to height. `auto` follows the last reference picture, or is square without one. */
export const aspectRatios = [
  'auto',
  '1:1',
  '1:4',
  '1:8',
  '2:3',
  '3:2',
  '3:4',
  '4:1',
  '4:3',
  '4:5',
  '5:4',
  '8:1',
  '9:16',
  '16:9',
  '21:9',
] as const

/** Size tiers: about 1, 4 and 16 megapixels. */
export const resolutions = ['1K', '2K', '4K'] as const

/** File formats of the picture. */
export const outputFormats = ['png', 'jpg'] as const

/** One of `aspectRatios`. */
export type AspectRatio = (typeof aspectRatios)[number]
/** One of `resolutions`. */
export type Resolution = (typeof resolutions)[number]
/** One of `outputFormats`. */
export type OutputFormat = (typeof outputFormats)[number]
