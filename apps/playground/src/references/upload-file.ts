/** Puts a picture where the service finds it; resolves to its address. Rejects with a sentence for people. */
export async function uploadFile(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  const response = await fetch('/api/nano-banana/uploads', {
    method: 'POST',
    headers: { 'content-type': file.type, 'x-content-sha256': await sha256(bytes) },
    body: bytes,
  })
  const { data, message } = { data: undefined, message: undefined, ...toObject(await response.json()) }
  const { url } = { url: undefined, ...toObject(data) }
  if (typeof url === 'string') return url
  throw new Error(typeof message === 'string' ? message : 'The picture could not be kept')
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const toObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})
