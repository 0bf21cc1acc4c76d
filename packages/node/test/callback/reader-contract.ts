import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { CallbackLimits } from '../../src/callback/callback-limits.ts'
import type { Served } from './serve.ts'

const mebibyte = 1024 * 1024
const json = { 'content-type': 'application/json' }

/** What a server under contract answers with when it has read a body. */
export const seen = (body: Uint8Array, headers: Headers | Record<string, unknown>): string => {
  const sent = headers instanceof Headers ? headers.get('x-sent') : headers['x-sent']
  return JSON.stringify({ bytes: body.byteLength, hash: hashOf(body), sent })
}

const hashOf = (body: Uint8Array | string): string => createHash('sha256').update(body).digest('hex')

/** What every reader of callbacks does over a real connection. */
export function describeReader(name: string, start: (limits?: CallbackLimits) => Promise<Served>): void {
  const post = async (body: BodyInit, headers: Record<string, string> = {}, limits?: CallbackLimits) => {
    const { url } = await start(limits)
    const init = { method: 'POST', body, headers: { ...json, ...headers }, duplex: 'half' }
    const answer = await fetch(url, init)
    return { status: answer.status, says: await answer.json(), headers: answer.headers }
  }

  describe(name, () => {
    it.each([
      ['nothing', ''],
      ['text', '{"taskId":"tk-1"} '],
      ['bytes that are no text', Buffer.of(0xff, 0, 0xfe, 0x0d, 0x0a)],
      ['exactly 1 MiB', Buffer.alloc(mebibyte, 'ab')],
    ])('reads %s as it was sent', async (_, body) => {
      expect(await post(body, { 'x-sent': 'along' })).toMatchObject({
        status: 200,
        says: { bytes: body.length, hash: hashOf(body), sent: 'along' },
      })
    })

    it.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json ;q'])(
      'reads the type %s',
      async (type) => {
        expect(await post('{}', { 'content-type': type })).toMatchObject({ status: 200 })
      },
    )

    it('reads a body that comes in pieces of one byte', async () => {
      const { exchange } = await start()
      const pieces = [...'{"taskId":"tk-1"}'].map((character) => `1\r\n${character}\r\n`)
      const head = 'POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n'
      const answer = await exchange(`${head}content-type: application/json\r\n\r\n`, ...pieces, '0\r\n\r\n')
      expect(answer).toContain(hashOf('{"taskId":"tk-1"}'))
    })

    it.each(['GET', 'PUT', 'OPTIONS', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
      const { url } = await start()
      const answer = await fetch(url, { method })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    })

    it.each(['text/plain', 'application/jsonp', 'application/json, text/plain', 'text/application/json', ''])(
      'refuses the type %j',
      async (type) => {
        expect(await post('{}', { 'content-type': type })).toMatchObject({ status: 415 })
      },
    )

    it('refuses a body without a type', async () => {
      const { exchange } = await start()
      const answer = await exchange('POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}')
      expect(answer).toMatch(/^HTTP\/1\.1 415 /)
    })

    it.each(['gzip', 'br', 'identity, gzip'])('refuses the encoding %s', async (encoding) => {
      expect(await post('{}', { 'content-encoding': encoding })).toMatchObject({ status: 415 })
      expect(await post('{}', { 'content-encoding': 'identity' })).toMatchObject({ status: 200 })
    })

    it('refuses a length beyond 1 MiB before it comes', async () => {
      const { exchange } = await start()
      const head = `POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n`
      expect(await exchange(`${head}content-length: ${mebibyte + 1}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /)
    })

    it('refuses more than 1 MiB when no length was told', async () => {
      let left = 20
      const body = new ReadableStream({
        pull(controller) {
          left -= 1
          if (left < 0) controller.close()
          else controller.enqueue(new Uint8Array(64 * 1024))
        },
      })
      expect(await post(body)).toMatchObject({ status: 413 })
    })

    it('ends the connection of a client that never stops sending', async () => {
      const { url } = await start()
      const refused = await new Promise<number>((resolve) => {
        const sent = request(url, { method: 'POST', headers: json }, (answer) => {
          answer.resume()
          // Goes on until the server has had enough.
          const more = (): void => void sent.write(Buffer.alloc(64 * 1024))
          const pump = setInterval(more, 1)
          sent.on('close', () => {
            clearInterval(pump)
            resolve(answer.statusCode ?? 0)
          })
        })
        sent.on('error', () => undefined)
        sent.write(Buffer.alloc(2 * mebibyte))
      })
      expect(refused).toBe(413)
    })

    it('takes no more than the length that was told', async () => {
      const { exchange } = await start()
      const head = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n'
      const answer = await exchange(`${head}content-length: 2\r\n\r\n{}{}{}`)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).not.toContain(hashOf('{}{}{}'))
    })

    it('refuses a body that has two lengths', async () => {
      const { exchange } = await start()
      const head = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 2\r\n'
      const answer = await exchange(`${head}transfer-encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    })

    it('waits for the whole body only as long as its deadline', async () => {
      const { exchange } = await start({ maxBytes: mebibyte, deadlineMs: 30 })
      const head = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n'
      expect(await exchange(head, '{"some')).toMatch(/^HTTP\/1\.1 408 /)
      expect(await exchange(head)).toMatch(/^HTTP\/1\.1 408 /)
    })

    it('does not let drops of a body put off its deadline', async () => {
      const drops = new ReadableStream({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, 10))
          controller.enqueue(new Uint8Array(1))
        },
      })
      expect(await post(drops, {}, { maxBytes: mebibyte, deadlineMs: 60 })).toMatchObject({ status: 408 })
    })

    it('keeps the connection for the next callback', async () => {
      const { exchange } = await start()
      const one = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 2\r\n'
      const answers = await exchange(`${one}\r\n{}${one}\r\n{}${one}connection: close\r\n\r\n{}`)
      expect(answers.match(/HTTP\/1\.1 200 /g)).toHaveLength(3)
    })

    it('tells a refused sender nothing, and no cache either', async () => {
      const { headers, says } = await post('{}', { 'content-type': 'text/plain' })
      expect(says).toEqual({ error: 'unsupported_media_type' })
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    })
  })
}
