import * as http from 'node:http'
import * as https from 'node:https'
import { unescape as unescapeLeniently } from 'node:querystring'
import { isLoopbackHost } from '@nano-banana/core'
import type { Delivery, Receipt } from '../service/callbacks/delivery.ts'

/** POSTs a callback to a receiver on this machine; any other host is never contacted. Never rejects. */
export async function deliver(delivery: Delivery, stopSignal: AbortSignal): Promise<Receipt> {
  const url = new URL(delivery.url)
  if (!isLoopbackHost(url.hostname)) return { kind: 'undeliverable' }
  if (stopSignal.aborted) return { kind: 'unanswered' }
  // Whatever a URL may hold that cannot be sent, the receiver has kept silent.
  return post(url, delivery, stopSignal).catch(() => ({ kind: 'unanswered' }))
}

function post(url: URL, delivery: Delivery, stopSignal: AbortSignal): Promise<Receipt> {
  return new Promise((resolve) => {
    const attempt = open(url, delivery)
    const end = (): void => void attempt.destroy()
    const timer = setTimeout(end, delivery.timeoutMs).unref()
    stopSignal.addEventListener('abort', end)
    attempt.on('response', (response) => {
      // The status is the answer: nobody reads the rest, or lets it last longer than an answer may.
      response.on('error', () => undefined).resume()
      resolve({ kind: 'answered', status: response.statusCode ?? 0 })
    })
    attempt.on('error', () => undefined)
    attempt.on('close', () => {
      clearTimeout(timer)
      stopSignal.removeEventListener('abort', end)
      resolve({ kind: 'unanswered' })
    })
    attempt.end(delivery.body)
  })
}

// Kept far shorter than receivers keep idle ones, so that none is closed in the moment it is used again.
const connections = new http.Agent({ keepAlive: true, timeout: 500 })

function open(url: URL, { headers, body }: Delivery): http.ClientRequest {
  const length = Buffer.byteLength(body)
  const init = { method: 'POST', headers: { ...headers, ...authorizationOf(url), 'content-length': length } }
  const place = new URL(url)
  place.username = ''
  place.password = ''
  return url.protocol === 'https:' ? https.request(place, init) : http.request(place, { ...init, agent: connections })
}

// By itself `http.request` throws over escapes that are wrong; this way they are sent as they stand.
function authorizationOf({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {}
  const user = Buffer.from(`${unescapeLeniently(username)}:${unescapeLeniently(password)}`)
  return { authorization: `Basic ${user.toString('base64')}` }
}
