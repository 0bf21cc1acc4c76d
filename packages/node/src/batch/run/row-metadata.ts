import type { PictureNames } from '../folder/picture-names.ts'
import type { CheckedRow } from '../rows/check-rows.ts'

/** What a row's operation carries along. */
export interface RowMetadata extends PictureNames {
  /** The row's own. */
  readonly metadata?: unknown
}

/** What goes along with a row. Its files keep their names, whatever later versions make of ids. */
export const metadataOf = ({ stem, request, metadata }: CheckedRow): RowMetadata => ({
  stem,
  extension: request.input.output_format,
  ...(metadata !== undefined && { metadata }),
})

/** Reads it back. */
export function readMetadata(value: unknown): RowMetadata {
  const { stem, extension, metadata }: Readonly<Record<string, unknown>> = typeof value === 'object' ? { ...value } : {}
  return { stem: String(stem), extension: String(extension), metadata }
}
