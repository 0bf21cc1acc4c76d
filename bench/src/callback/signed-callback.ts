import { createHmac } from 'node:crypto'

/** What the bench's callbacks are signed with. */
export const webhookSecret = 'a signing key of the bench'

/** The nth task's id. */
export const taskIdOf = (nth: number): string => `tk-hiapi-${String(nth).padStart(26, '0')}`

/** A callback as HiAPI sends it. */
export interface SignedCallback {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The nth task's end, signed now. */
export function signedCallback(nth: number): SignedCallback {
  const seconds = Math.floor(Date.now() / 1_000)
  const output = {
    url: `https://media.example/${nth}.png?signature=0123456789abcdef`,
    type: 'image',
    expireAt: seconds,
  }
  const body = JSON.stringify({
    ...{ taskId: taskIdOf(nth), model: 'Nano-Banana-2', status: 'success' },
    ...{ created: seconds - 12, completed: seconds, output: [output] },
  })
  const signature = createHmac('sha256', webhookSecret).update(`${seconds}.${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-hiapi-timestamp': String(seconds),
    'x-hiapi-signature': signature,
  }
  return { headers, body }
}
