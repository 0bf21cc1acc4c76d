import { isDeeper } from '../callback/json-depth.ts'
import { readCallback } from '../callback/read-callback.ts'

const limits = { maxBytes: 256 * 1024, deadlineMs: 5_000 }
/** What a wish for a picture never comes near. */
const deepest = 32

/** A JSON body, or why it is none. */
export type JsonReading = { readonly json: unknown } | { readonly refusal: { readonly status: number } }

/**
 * Reads JSON of at most 256 KiB that is not deep and arrives within five seconds, with the care that a callback's body is
 * read with. Rejects with `InvalidInputError` when the body was read before.
 */
export async function readJson(request: Request): Promise<JsonReading> {
  const reading = await readCallback(request, limits)
  if ('refusal' in reading) return reading
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(reading.body)
    return isDeeper(text, deepest) ? unfit : { json: JSON.parse(text) }
  } catch {
    return unfit
  }
}

const unfit = { refusal: { status: 400 } }
