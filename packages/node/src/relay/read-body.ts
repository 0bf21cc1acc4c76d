const maxBytes = 256 * 1024

/** A JSON body of at most 256 KiB, or why not. */
export async function readBody(
  request: Request,
): Promise<{ readonly json: unknown } | { readonly status: 400 | 413 | 415 }> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return { status: 415 }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    // The declared length may lie: what arrives counts.
    if (size > maxBytes) return { status: 413 }
    chunks.push(chunk)
  }
  try {
    return { json: JSON.parse(Buffer.concat(chunks).toString('utf8')) }
  } catch {
    return { status: 400 }
  }
}
