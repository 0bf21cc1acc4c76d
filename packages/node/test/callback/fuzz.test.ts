import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { CallbackHeaders } from '../../src/callback/callback-headers.ts'
import { CallbackRejectedError } from '../../src/callback/callback-rejected-error.ts'
import { verifyCallback } from '../../src/callback/verify-callback.ts'
import { headersFor, nowMs, secret, taskId, timestamp, wireTask } from './genuine-callback.ts'

const genuine = Buffer.from(wireTask())
const genuineHeaders = headersFor(genuine)
const genuineSignature = genuineHeaders['x-hiapi-signature']
// Each property is a plain truth: a hundred thousand assertions would take most of the time.
const runs = { seed: 20_260_101, endOnFailure: true }

/** What it is worth, or undefined where it is rejected; anything else that is thrown fails the test. */
async function judge(body: Uint8Array | string, headers: CallbackHeaders, allowUnsigned = false) {
  try {
    return await verifyCallback({ body, headers, secrets: [secret, 'another secret of ours'], nowMs, allowUnsigned })
  } catch (error) {
    if (error instanceof CallbackRejectedError) return undefined
    throw error
  }
}

// One place, and what comes to stand there.
const edit = fc.record({
  at: fc.nat({ max: genuine.length }),
  removed: fc.nat({ max: 3 }),
  put: fc.uint8Array({ maxLength: 3 }),
})
const edited = (bytes: Buffer, { at, removed, put }: { at: number; removed: number; put: Uint8Array }): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + removed)])

describe('a hundred thousand callbacks', () => {
  it('are rejected when anything of a genuine one was changed', async () => {
    const part = fc.constantFrom('body', 'timestamp', 'signature')
    await fc.assert(
      fc.asyncProperty(part, edit, async (part, change) => {
        const body = part === 'body' ? edited(genuine, change) : genuine
        const at = { ...change, at: change.at % 64 }
        const changed = (text: string | undefined, which: string) =>
          part === which ? edited(Buffer.from(text ?? ''), at).toString('latin1') : text
        const sentTimestamp = changed(timestamp, 'timestamp')
        const sentSignature = changed(genuineSignature, 'signature')
        const isGenuine = body.equals(genuine) && sentTimestamp === timestamp && sentSignature === genuineSignature
        const headers = { 'x-hiapi-timestamp': sentTimestamp, 'x-hiapi-signature': sentSignature }
        return (await judge(body, headers))?.verdict === (isGenuine ? 'trusted' : undefined)
      }),
      { ...runs, numRuns: 40_000 },
    )
  })

  it('are rejected whatever their headers hold, unless the signature is the one', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 70 }),
      fc.stringMatching(/^[\da-f]{64}$/),
      fc.stringMatching(/^\d{1,12}$/),
      fc.constantFrom(undefined, null, '', 0, [], {}, [timestamp], ['a', 'b'], Symbol.iterator),
    )
    const name = fc.constantFrom('x-hiapi-timestamp', 'x-hiapi-signature', 'X-HiAPI-Signature', 'get', '__proto__')
    const headers = fc.array(fc.tuple(name, value), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs))
    await fc.assert(
      fc.asyncProperty(headers, fc.uint8Array({ maxLength: 20 }), fc.boolean(), async (headers, bytes, allow) => {
        if ((await judge(bytes, headers, allow)) !== undefined) return false
        const verdict = (await judge(genuine, headers, allow))?.verdict
        const isBare = !Object.entries(headers).some(
          ([name, value]) => /^x-hiapi/i.test(name) && value !== undefined && value !== null,
        )
        return verdict === (isBare && allow ? 'unsigned' : undefined)
      }),
      { ...runs, numRuns: 15_000 },
    )
  })

  it('give nothing but a task that has ended, even when HiAPI signed nonsense', async () => {
    const json = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc
        .record({
          taskId: fc.oneof(fc.constantFrom(taskId, '..', '', 7), fc.string({ maxLength: 8 })),
          status: fc.constantFrom('success', 'fail', 'handling', null),
          created: fc.oneof(fc.double(), fc.constant('now')),
          output: fc.jsonValue({ maxDepth: 2 }),
          error: fc.jsonValue({ maxDepth: 2 }),
        })
        .map((task) => JSON.stringify(task)),
    )
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      edit.map((change) => edited(genuine, change)),
      json.map((text) => Buffer.from(text)),
    )
    await fc.assert(
      fc.asyncProperty(body, async (body) => {
        const given = await judge(body, headersFor(body))
        if (given === undefined) return true
        const { verdict, task } = given
        const hasEnded = task.status === 'success' || task.status === 'fail'
        // A journal writes it down and reads it back.
        const isWritable = isDeepStrictEqual(JSON.parse(JSON.stringify(task)), task)
        return verdict === 'trusted' && hasEnded && isWritable && /^[\w.~-]{1,200}$/.test(task.taskId)
      }),
      { ...runs, numRuns: 30_000 },
    )
  })
})
