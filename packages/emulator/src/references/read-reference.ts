import { isLoopbackHost } from '@nano-banana/core'
import { type Reference, readReference as readPicture } from '../painter/references.ts'
import { readCapped } from './read-capped.ts'

const timeoutMs = 5_000
// How large the picture is decoded for a look; small, because it is thrown away.
const glanceSide = 64

/** A reference as the painter wants it: the bytes when it lives on this machine, else its URL alone. Nothing else is fetched. */
export async function readReference(url: string, stopSignal: AbortSignal): Promise<Reference> {
  if (!isLoopbackHost(new URL(url).hostname)) return { url }
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stopSignal])
  const response = await fetch(url, { redirect: 'error', signal })
  if (!response.ok) throw new Error(`${url} answered with HTTP ${response.status}`)
  const reference = { url, bytes: await readCapped(response, signal) }
  // What is no picture, or only half of one, is found while the task can still fail.
  await readPicture(reference, glanceSide)
  return reference
}
