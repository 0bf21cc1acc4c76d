import { createClient, isNanoBananaError, type TransportResponse } from '@nano-banana/core'
import { expect, it } from 'vitest'
import { createRandom, type Random } from '../src/random.ts'
import { createMachine, epochMs } from '../src/world/machine.ts'
import { createVirtualTime } from '../src/world/virtual-time.ts'

const headers = 100_000

it('obeys 100 000 generated Retry-After headers, none of them early, and throws nothing of its own', {
  timeout: 60_000,
}, async () => {
  const time = createVirtualTime()
  const random = createRandom('retry-after')
  const early: string[] = []
  const strange: unknown[] = []
  let waited = 0

  for (let nth = 0; nth < headers; nth += 1) {
    const status = random.pick([429, 503])
    const { value, askedMs } = drawRetryAfter(random, epochMs + time.nowMs())
    let answeredAt: number | undefined
    const { clock } = createMachine('m', nth, time)
    const client = createClient({
      clock,
      random: random.next,
      newKey: () => `key-${nth}`,
      transport: async (): Promise<TransportResponse> => {
        if (answeredAt === undefined) {
          answeredAt = time.nowMs()
          return refusal(status, value, epochMs + answeredAt)
        }
        waited += 1
        if (time.nowMs() - answeredAt < (askedMs ?? 0) - 1e-3) early.push(value)
        return created
      },
    })
    client.tasks.create({ model: 'Nano-Banana-2', input: { prompt: 'a cat' } }).catch((error: unknown) => {
      if (!isNanoBananaError(error) || error.code === 'internal') strange.push([value, error])
    })
    // Many at a time: they share nothing but the clock.
    if (nth % 1_000 === 999) await time.run(Number.POSITIVE_INFINITY)
  }

  expect(early).toEqual([])
  expect(strange).toEqual([])
  // Whatever asks for a minute at most, or for nothing that is legal, is asked again.
  expect(waited).toBeGreaterThan(headers / 3)
})

const created: TransportResponse = {
  status: 200,
  headers: {},
  body: '{"code":200,"message":"success","data":{"taskId":"tk-hiapi-01HZTQ8BX2N3GM3YFK4Z9D7VQR"}}',
}

const refusal = (status: number, retryAfter: string, nowMs: number): TransportResponse => ({
  status,
  headers: { 'retry-after': retryAfter, date: new Date(nowMs).toUTCString() },
  body: `{"code":${status},"message":"slow down","data":null}`,
})

interface Drawn {
  readonly value: string
  /** What a legal header asks for; nothing for one that is not. */
  readonly askedMs: number | undefined
}

function drawRetryAfter(random: Random, nowMs: number): Drawn {
  const wholeSeconds = (ms: number): number => Math.floor(ms / 1000) * 1000
  switch (random.pick(['seconds', 'date', 'padded', 'long', 'nearly', 'noise'] as const)) {
    case 'seconds': {
      const seconds = random.whole(0, random.pick([3, 60, 600]))
      return { value: String(seconds), askedMs: seconds * 1000 }
    }
    case 'padded': {
      const seconds = random.whole(0, 59)
      return { value: `${'0'.repeat(random.whole(1, 12))}${seconds}`, askedMs: seconds * 1000 }
    }
    case 'long':
      return { value: String(random.whole(1, 9)).repeat(random.whole(6, 400)), askedMs: Number.MAX_SAFE_INTEGER }
    case 'date': {
      const until = wholeSeconds(nowMs) + random.whole(-60, 120) * 1000
      return { value: new Date(until).toUTCString(), askedMs: Math.max(0, until - wholeSeconds(nowMs)) }
    }
    case 'nearly': {
      const ending = random.pick(['.5', 's', ';x', ',5', ' 5', 'e3', ' seconds', '-', '+', 'Z'])
      return { value: `${random.whole(0, 600)}${ending}`, askedMs: undefined }
    }
    case 'noise':
      return {
        value: Array.from({ length: random.whole(0, 30) }, () => String.fromCharCode(random.whole(0, 0x2ff))).join(''),
        askedMs: undefined,
      }
  }
}
