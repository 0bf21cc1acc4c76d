import { isLoopbackHost } from '@nano-banana/core'
import sharp from 'sharp'
import type { Reference } from '../painter/references.ts'

const maxBytes = 20 * 1024 * 1024
const timeoutMs = 5_000

/** A reference as the painter wants it: the bytes when it lives on this machine, else its URL alone. Nothing else is fetched. */
export async function readReference(url: string): Promise<Reference> {
  if (!isLoopbackHost(new URL(url).hostname)) return { url }
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
  if (!response.ok) throw new Error(`${url} answered with HTTP ${response.status}`)
  const bytes = await readCapped(response)
  // A file that is no picture is found now, while the task can still fail.
  await sharp(bytes, { limitInputPixels: 40_000_000 }).metadata()
  return { url, bytes }
}

async function readCapped(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new Error(`A reference may have ${maxBytes} bytes at most`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
