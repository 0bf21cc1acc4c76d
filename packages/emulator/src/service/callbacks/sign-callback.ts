import { createHmac } from 'node:crypto'

/** The headers that prove where a callback comes from; none without a secret. @see contract: Callbacks */
export function signCallback(
  body: string,
  { secret, atMs }: { readonly secret: string | undefined; readonly atMs: number },
): Readonly<Record<string, string>> {
  if (secret === undefined) return {}
  const timestamp = String(Math.floor(atMs / 1000))
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return { 'x-hiapi-timestamp': timestamp, 'x-hiapi-signature': signature }
}
