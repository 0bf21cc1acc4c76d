import { createHmac } from 'node:crypto'

export const secret = 'whsec_0123456789abcdef'
export const taskId = 'tk-hiapi-01HZTQ8BX2N3GM3YFK4Z9D7VQR'
export const nowMs = 1_767_225_612_000
export const timestamp = String(nowMs / 1_000)

/** A finished task in the wire's words. */
export const wireTask = (extra: Record<string, unknown> = {}): string =>
  JSON.stringify({
    taskId,
    model: 'Nano-Banana-2',
    status: 'success',
    created: 1_767_225_600,
    completed: 1_767_225_612,
    output: [{ url: 'https://cdn.example.com/a.png', type: 'image', expireAt: 1_767_830_400 }],
    ...extra,
  })

export interface Signing {
  readonly by?: string
  readonly at?: string
}

/** What HiAPI would sign these bytes with. */
export const sign = (body: string | Uint8Array, { by = secret, at = timestamp }: Signing = {}): string =>
  createHmac('sha256', by).update(`${at}.`).update(body).digest('hex')

/** The headers of a callback with that body. */
export const headersFor = (body: string | Uint8Array, signing: Signing = {}): Record<string, string> => ({
  'content-type': 'application/json',
  'x-hiapi-timestamp': signing.at ?? timestamp,
  'x-hiapi-signature': sign(body, signing),
})
