import { describe, expect, it } from 'vitest'
import type { ArrivedCallback } from '../../src/callback/arrived-callback.ts'
import { CallbackRejectedError } from '../../src/callback/callback-rejected-error.ts'
import { createVerifyCallback, type VerifyCallback } from '../../src/callback/create-verify-callback.ts'
import { nodeHmac } from '../../src/callback/node-hmac.ts'
import { headersFor, nowMs, secret, sign, taskId, timestamp, wireTask } from './genuine-callback.ts'

const body = wireTask()
const headers = headersFor(body)
const genuine: ArrivedCallback = { body, headers, secrets: secret, nowMs }

/** What verification does on every platform. */
export function describeVerification(name: string, verifyCallback: VerifyCallback): void {
  describe(name, () => {
    /** The verdict, or why it was rejected. */
    const judge = (change: Partial<ArrivedCallback> = {}): Promise<string> =>
      verifyCallback({ ...genuine, ...change }).then(
        ({ verdict }) => verdict,
        (error) => `${error.code}: ${error.reason ?? error.field}`,
      )
    const withHeaders = (change: Record<string, unknown>) => judge({ headers: { ...headers, ...change } })
    const signedAt = (at: string, change: Partial<ArrivedCallback> = {}) =>
      judge({ headers: headersFor(body, { at }), ...change })

    it('trusts what HiAPI signed just now, and reads the task in it', async () => {
      expect(await verifyCallback(genuine)).toEqual({
        verdict: 'trusted',
        task: {
          taskId,
          model: 'Nano-Banana-2',
          status: 'success',
          createdAtMs: 1_767_225_600_000,
          completedAtMs: 1_767_225_612_000,
          outputs: [{ url: 'https://cdn.example.com/a.png', type: 'image', expiresAtMs: 1_767_830_400_000 }],
        },
      })
    })

    // Made with another language's library, so that a mistake of ours cannot confirm itself.
    it.each([
      [
        secret,
        '{"taskId":"tk-hiapi-01HZTQ8BX2N3GM3YFK4Z9D7VQR","model":"Nano-Banana-2","status":"success","created":1767225600,"completed":1767225612,"output":[{"url":"https://cdn.example.com/a.png","type":"image","expireAt":1767830400}]}',
        '2a966c10aef27ba26626baa58eaf95facd175caafb541ff016d9b873abc07e92',
      ],
      [
        `clé-de-signature-${'x'.repeat(100)}`,
        '{"taskId":"tk-1","status":"fail","error":{"code":"TASK_FAILED","message":"zu süß 🍌"}}',
        'ebd61b60462afdcbc683a51440dd2968c96f4f6753d9eafd99eaecfd9406e6ad',
      ],
    ])('knows the signatures of others: %#', async (secrets, body, signature) => {
      const headers = { 'x-hiapi-timestamp': '1767225612', 'x-hiapi-signature': signature }
      expect(await judge({ secrets, body, headers })).toBe('trusted')
    })

    it('takes the body and the headers in whatever form they come', async () => {
      const bytes = new TextEncoder().encode(body)
      const within = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')])
      for (const raw of [
        bytes,
        Buffer.from(bytes),
        bytes.buffer,
        within.subarray(6, 6 + bytes.length),
        new DataView(bytes.buffer),
      ])
        expect(await judge({ body: raw as Uint8Array })).toBe('trusted')
      expect(await judge({ headers: new Headers(headers) })).toBe('trusted')
      expect(await judge({ headers: new Map(Object.entries(headers)) as unknown as Headers })).toBe('trusted')
      const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
      expect(await judge({ headers: shouted })).toBe('trusted')
    })

    it('rejects a body that differs by one bit or one blank', async () => {
      const bytes = Buffer.from(body)
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes)
        flipped.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        expect(await judge({ body: flipped })).toBe('callback_rejected: signature')
      }
      for (const spaced of [
        ` ${body}`,
        `${body}\n`,
        body.replace(':', ': '),
        JSON.stringify(JSON.parse(body), null, 2),
        '',
      ])
        expect(await judge({ body: spaced })).toBe('callback_rejected: signature')
    })

    it('tells bytes apart that decode to the same text', async () => {
      const [one, other] = [0xff, 0xfe].map((byte) =>
        Buffer.concat([
          Buffer.from('{"taskId":"tk-1","status":"success","model":"'),
          Buffer.of(byte),
          Buffer.from('"}'),
        ]),
      )
      if (!one || !other) throw new Error('Two bodies are needed')
      expect(one.toString()).toBe(other.toString())
      expect(await judge({ body: other, headers: headersFor(one) })).toBe('callback_rejected: signature')
      // Not even when it is signed: what is not UTF-8 is no JSON.
      expect(await judge({ body: one, headers: headersFor(one) })).toBe('callback_rejected: body')
    })

    const signature = sign(body)
    it.each([
      ['upper case', signature.toUpperCase()],
      ['a prefix', `sha256=${signature}`],
      ['base64', Buffer.from(signature, 'hex').toString('base64')],
      ['one digit less', signature.slice(1)],
      ['one digit more', `${signature}0`],
      ['a line break', `${signature}\n`],
      ['a blank', ` ${signature}`],
      ['full-width digits', signature.replace(/\d/, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))],
      ['letters that are no digits', 'g'.repeat(64)],
      ['two of them joined', `${signature}, ${signature}`],
      ['nothing', ''],
      ['a list', [signature]],
      ['a number', 7],
      ['an object that reads as one', { toString: () => signature }],
      ['none, but a timestamp', undefined],
    ])('rejects a signature that is %s', async (_, changed) => {
      expect(await withHeaders({ 'x-hiapi-signature': changed })).toBe('callback_rejected: signature')
      expect(await judge({ allowUnsigned: true, headers: { ...headers, 'x-hiapi-signature': changed } })).toBe(
        'callback_rejected: signature',
      )
    })

    it.each([
      '',
      '123abc',
      '1e9',
      '1767225612.0',
      '-1767225612',
      '+1767225612',
      String(nowMs),
      '١٧٦٧٢٢٥٦١٢',
      ' 1767225612',
      '1767225612 ',
      '1767225612\n',
      '0x6955b5cc',
      '1'.repeat(30),
      '1767225612, 1767225612',
    ])('rejects the timestamp %j, signed or not', async (at) => {
      expect(await signedAt(at)).toBe('callback_rejected: timestamp')
    })

    it('rejects a signature without a timestamp, and a timestamp as a list', async () => {
      expect(await withHeaders({ 'x-hiapi-timestamp': undefined })).toBe('callback_rejected: timestamp')
      expect(await withHeaders({ 'x-hiapi-timestamp': [timestamp] })).toBe('callback_rejected: timestamp')
    })

    it('rejects a timestamp that was exchanged', async () => {
      expect(await withHeaders({ 'x-hiapi-timestamp': String(Number(timestamp) + 1) })).toBe(
        'callback_rejected: signature',
      )
    })

    it('calls stale what was signed more than five minutes ago, or ahead', async () => {
      const seconds = nowMs / 1_000
      for (const [apart, verdict] of [
        [300, 'trusted'],
        [301, 'stale'],
        [1_200, 'stale'],
        [seconds, 'stale'],
      ] as const) {
        expect(await signedAt(String(seconds - apart))).toBe(verdict)
        expect(await signedAt(String(seconds + apart))).toBe(verdict)
      }
      expect(await signedAt('999999999999')).toBe('stale')
      expect(await judge({ nowMs: nowMs + 300_001 })).toBe('stale')
    })

    it('holds the timestamp against the clock by itself', async () => {
      const at = String(Math.floor(Date.now() / 1_000))
      expect(await signedAt(at, { nowMs: undefined })).toBe('trusted')
    })

    it('lets an unsigned callback pass only where that is asked for', async () => {
      const unsigned = { headers: { 'content-type': 'application/json' } }
      expect(await judge(unsigned)).toBe('callback_rejected: unsigned')
      expect(await judge({ ...unsigned, allowUnsigned: true })).toBe('unsigned')
      expect(await judge({ ...unsigned, allowUnsigned: true, secrets: [] })).toBe('unsigned')
      expect(await judge({ allowUnsigned: true, secrets: [] })).toBe('callback_rejected: signature')
      // An own property alone is a header.
      expect(await judge({ headers: Object.create(headers) })).toBe('callback_rejected: unsigned')
    })

    it('rejects headers that cannot be read', async () => {
      const hostile = {
        get: () => {
          throw new TypeError('no')
        },
      }
      expect(await judge({ headers: hostile })).toBe('callback_rejected: timestamp')
    })

    it('tries every secret of a list, always all of them', async () => {
      const [next, last] = ['the next secret of all', 'the last secret of all']
      const tried: string[] = []
      const verify = createVerifyCallback((by, at, bytes) => {
        tried.push(by)
        return nodeHmac(by, at, bytes)
      })
      for (const by of [next, secret, last]) {
        const { verdict } = await verify({
          ...genuine,
          headers: headersFor(body, { by }),
          secrets: [next, secret, last],
        })
        expect(verdict).toBe('trusted')
      }
      expect(tried).toEqual(Array(3).fill([next, secret, last]).flat())
      expect(await judge({ headers: headersFor(body, { by: last }), secrets: [secret, next] })).toBe(
        'callback_rejected: signature',
      )
    })

    it('runs on an HMAC that is not there at once', async () => {
      const verify = createVerifyCallback(async (by, at, bytes) => {
        const key = await crypto.subtle.importKey('raw', Buffer.from(by), { name: 'HMAC', hash: 'SHA-256' }, false, [
          'sign',
        ])
        const mac = await crypto.subtle.sign('HMAC', key, Buffer.concat([Buffer.from(`${at}.`), bytes]))
        return Buffer.from(mac).toString('hex')
      })
      expect((await verify(genuine)).verdict).toBe('trusted')
      await expect(verify({ ...genuine, body: `${body} ` })).rejects.toBeInstanceOf(CallbackRejectedError)
    })

    it.each([
      ['undefined', undefined],
      ['nothing', ''],
      ['the word undefined', 'undefined'],
      ['15 characters', 'x'.repeat(15)],
      ['257 characters', 'x'.repeat(257)],
      ['a line break at its end', `${secret}\n`],
      ['a blank at its beginning', ` ${secret}`],
      ['an empty list', []],
      ['a list with a gap', [secret, undefined]],
      ['bytes', Buffer.from(secret)],
    ])('refuses a secret that is %s', async (_, secrets) => {
      const given = { ...genuine, secrets: secrets as string }
      await expect(verifyCallback(given)).rejects.toMatchObject({ code: 'invalid_input', field: 'secrets' })
      const message = await verifyCallback(given).catch((error) => error.message)
      expect(message).not.toContain(secret)
    })

    it.each([
      ['an object', JSON.parse(body)],
      ['a list', [1, 2]],
      ['nothing', undefined],
    ])('says how to get at the raw bytes when the body is %s', async (_, parsed) => {
      await expect(verifyCallback({ ...genuine, body: parsed })).rejects.toMatchObject({
        code: 'invalid_input',
        field: 'body',
        message: expect.stringMatching(/raw bytes.*arrayBuffer\(\).*express\.raw/),
      })
    })

    it.each([
      ['headers', { headers: undefined }],
      ['headers', { headers: 'x-hiapi-signature: 0' }],
      ['nowMs', { nowMs: Number.NaN }],
      ['nowMs', { nowMs: '1767225612000' }],
      ['allowUnsigned', { allowUnsigned: 'false' }],
      ['secret', { secret }],
    ])('refuses to be called with wrong %s', async (field, change) => {
      expect(await judge(change as Partial<ArrivedCallback>)).toBe(`invalid_input: ${field}`)
    })

    it('says nothing of the callback in its errors', async () => {
      const canary = 'canary-4711'
      const rejected = [
        { body: wireTask({ model: canary }) },
        { headers: { ...headers, 'x-hiapi-signature': canary } },
        { headers: { ...headers, 'x-hiapi-timestamp': canary } },
        ...[`{"${canary}`, wireTask({ taskId: `../${canary}` })].map((body) => ({ body, headers: headersFor(body) })),
      ]
      for (const change of rejected) {
        const error = await verifyCallback({ ...genuine, ...change }).catch((thrown) => thrown)
        expect(error).toBeInstanceOf(CallbackRejectedError)
        const told = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`
        expect(told).not.toContain(canary)
        expect(told).not.toContain(secret)
        expect(error).toMatchObject({ phase: 'watch', outcome: 'unknown', retryable: false })
      }
    })

    it('parses nothing that a stranger wrote', async () => {
      const parse = JSON.parse
      let parsed = 0
      JSON.parse = (text) => {
        parsed += 1
        return parse(text)
      }
      try {
        expect(await judge({ body: `${body} ` })).toBe('callback_rejected: signature')
      } finally {
        JSON.parse = parse
      }
      expect(parsed).toBe(0)
    })
  })
}
