import { type ParsedTaskRequest, pixelSize } from '@nano-banana/core'

/**
 * As many rows end in a minute at most: the service grants 60 requests, each row takes one to be made, and a sixth of all is
 * kept for the reads of the list that follow them.
 */
export const rowsPerMinute = 60 - 60 / 6

// Of usual pictures; a flat one takes less.
const bytesPerPixel = { png: 2, jpg: 0.5 } as const

/** About how many bytes a row's picture takes. */
export function pictureBytes({ input }: ParsedTaskRequest): number {
  const { aspect_ratio, resolution, output_format } = input
  const { width, height } = pixelSize(aspect_ratio === 'auto' ? '1:1' : aspect_ratio, resolution)
  return width * height * bytesPerPixel[output_format]
}
