import { createHmac } from 'node:crypto'
import type { ServiceOptions } from '@nano-banana/emulator/service'
import { describe, expect, it } from 'vitest'
import { origin, prompt, setupService, stages, startMs } from './setup-service.ts'

const url = 'https://shop.example/callbacks/17'
const minuteMs = 60_000
const endMs = startMs + stages.queued + stages.handling + stages.archiving
const secret = 'sixteen or more characters'

function setup(options: ServiceOptions = {}) {
  const { service, create, ...rest } = setupService(options)
  const { courier } = service
  const createCalling = (more: object = {}) => create({ ...prompt, callback: { url }, ...more }).json.data.taskId
  /** Answers every delivery with a status until nothing is due any more; when each left. */
  const answerAll = (status: number): readonly number[] => {
    const sent: number[] = []
    for (let nowMs = courier.nextDueMs(); nowMs < Number.POSITIVE_INFINITY; nowMs = courier.nextDueMs()) {
      for (const delivery of courier.due(nowMs)) {
        sent.push(delivery.atMs)
        courier.settle(delivery, { kind: 'answered', status }, nowMs)
      }
    }
    return sent
  }
  return { ...rest, service, courier, create, createCalling, answerAll }
}

describe('a callback', () => {
  it('is due when the task ends, and is the task itself, without an envelope and what it says of storage', () => {
    const { courier, createCalling } = setup()
    const taskId = createCalling({ storage: 'persistent', route: 'economy' })
    expect(courier.due(endMs - 1)).toEqual([])
    const [delivery, ...others] = courier.due(endMs)
    expect(others).toEqual([])
    expect(delivery).toMatchObject({ taskId, url, attempt: 1, isCopy: false, atMs: endMs, timeoutMs: 10_000 })
    expect(JSON.parse(delivery?.body ?? '')).toEqual({
      taskId,
      model: 'Nano-Banana-2@economy',
      route: 'economy',
      status: 'success',
      created: Math.floor(startMs / 1000),
      completed: Math.floor(endMs / 1000),
      output: [{ url: `${origin}/outputs/${taskId}.png`, type: 'image' }],
    })
    expect(courier.due(endMs)).toEqual([])
  })

  it('tells of a failure too, also of one that was found before the task was made', () => {
    const { courier, ask, createCalling } = setup()
    createCalling({ input: { prompt: 'a cat [fail TASK_TIMEOUT]' } })
    ask('POST', '/v1/tasks', {
      body: JSON.stringify({ ...prompt, callback: { url } }),
      failure: { code: 'TASK_FAILED', message: 'no such picture' },
    })
    expect(courier.due(endMs).map(({ body }) => JSON.parse(body))).toMatchObject([
      { status: 'fail', error: { code: 'TASK_TIMEOUT' } },
      { status: 'fail', error: { code: 'TASK_FAILED', message: 'no such picture' } },
    ])
  })

  it('is due to nobody who did not ask, and never for a task that never ends', () => {
    const { courier, create, createCalling } = setup({
      stages: { queued: Number.POSITIVE_INFINITY, handling: 0, archiving: 0 },
    })
    create()
    createCalling()
    expect(courier.nextDueMs()).toBe(Number.POSITIVE_INFINITY)
  })

  it('is due once for a create that was repeated under its key', () => {
    const { courier, create } = setup()
    const body = { ...prompt, callback: { url } }
    create(body, { 'idempotency-key': 'k-1' })
    create(body, { 'idempotency-key': 'k-1' })
    expect(courier.due(endMs)).toHaveLength(1)
  })
})

describe('a signature', () => {
  it('is the HMAC of the timestamp and the body', () => {
    const { courier, createCalling } = setup({ webhookSecret: secret })
    createCalling()
    const [{ headers, body } = { headers: {}, body: '' }] = courier.due(endMs)
    const timestamp = String(Math.floor(endMs / 1000))
    expect(headers).toEqual({
      'content-type': 'application/json',
      'x-hiapi-timestamp': timestamp,
      'x-hiapi-signature': createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex'),
    })
  })

  it('is absent without a secret', () => {
    const { courier, createCalling } = setup()
    createCalling()
    expect(courier.due(endMs)[0]?.headers).toEqual({ 'content-type': 'application/json' })
  })

  it.each([
    ['resigned', [0, 1, 5, 20]],
    ['first_timestamp', [0, 0, 0, 0]],
  ] as const)('of a redelivery is %s', (redelivery, minutes) => {
    const { courier, createCalling } = setup({ webhookSecret: secret, callbacks: { redelivery } })
    createCalling()
    const timestamps = [0, 1, 5, 20].map((minute) => {
      const [delivery] = courier.due(endMs + minute * minuteMs)
      if (delivery) courier.settle(delivery, { kind: 'unanswered' }, delivery.atMs)
      return Number(delivery?.headers['x-hiapi-timestamp'])
    })
    expect(timestamps).toEqual(minutes.map((minute) => Math.floor(endMs / 1000) + minute * 60))
  })

  it.each(['', 'fifteen letters', 's'.repeat(257)])('is refused a secret of the wrong length', (webhookSecret) => {
    expect(() => setup({ webhookSecret })).toThrow(RangeError)
  })
})

describe('a redelivery', () => {
  it.each([200, 204, 299])('does not follow an acknowledgement with %i', (status) => {
    const { createCalling, answerAll, courier } = setup()
    createCalling()
    expect(answerAll(status)).toEqual([endMs])
    expect(courier.log()).toMatchObject([{ attempt: 1, outcome: 'acknowledged', status }])
  })

  it.each([302, 404, 500])('follows a %i after 1, 5 and 20 minutes, and then no more', (status) => {
    const { createCalling, answerAll, courier } = setup()
    createCalling()
    expect(answerAll(status)).toEqual([0, 1, 5, 20].map((minutes) => endMs + minutes * minuteMs))
    expect(courier.log().map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'refused'],
      [2, 'refused'],
      [3, 'refused'],
      [4, 'refused'],
    ])
  })

  it('comes as much sooner as tasks are faster', () => {
    const { createCalling, answerAll } = setup({ speed: 10 })
    createCalling()
    expect(answerAll(500)).toEqual([0, 1, 5, 20].map((minutes) => endMs + (minutes * minuteMs) / 10))
  })

  it('does not follow what cannot be delivered at all', () => {
    const { courier, createCalling } = setup()
    createCalling()
    for (const delivery of courier.due(endMs)) courier.settle(delivery, { kind: 'undeliverable' }, endMs)
    expect(courier.nextDueMs()).toBe(Number.POSITIVE_INFINITY)
    expect(courier.log()).toMatchObject([{ outcome: 'undeliverable', status: undefined }])
  })

  it('counts an outcome once, however often it is told', () => {
    const { courier, createCalling } = setup()
    createCalling()
    const [delivery] = courier.due(endMs)
    if (delivery) for (const _ of [1, 2]) courier.settle(delivery, { kind: 'unanswered' }, endMs)
    expect(courier.due(endMs + minuteMs)).toHaveLength(1)
  })
})

describe('on their way', () => {
  it('callbacks arrive several times, and only the answer to the first arrival counts', () => {
    const { courier, createCalling } = setup({ callbacks: { duplicates: 2 } })
    createCalling()
    const deliveries = courier.due(endMs)
    expect(deliveries.map(({ isCopy }) => isCopy)).toEqual([false, true, true])
    expect(new Set(deliveries.map(({ body }) => body)).size).toBe(1)
    for (const delivery of deliveries) {
      courier.settle(delivery, delivery.isCopy ? { kind: 'unanswered' } : { kind: 'answered', status: 200 }, endMs)
    }
    expect(courier.nextDueMs()).toBe(Number.POSITIVE_INFINITY)
  })

  it('the first attempts are lost', () => {
    const { courier, createCalling, answerAll } = setup({ callbacks: { drop: 2 } })
    createCalling()
    expect(answerAll(200)).toEqual([endMs + 5 * minuteMs])
    expect(courier.log().map(({ outcome }) => outcome)).toEqual(['dropped', 'dropped', 'acknowledged'])
  })

  it('callbacks come late', () => {
    const { createCalling, answerAll } = setup({ callbacks: { delayMs: 1_500 } })
    createCalling()
    expect(answerAll(500).slice(0, 2)).toEqual([endMs + 1_500, endMs + 1_500 + minuteMs])
  })

  const leaving = (reorder: boolean, startsMs: readonly number[], looksMs: readonly number[]) => {
    const { courier, createCalling, pass } = setup({ callbacks: { reorder } })
    const ids: string[] = []
    for (const [index, atMs] of startsMs.entries()) {
      pass(atMs - (startsMs[index - 1] ?? 0))
      ids.push(createCalling())
    }
    const due = (nowMs: number) => courier.due(nowMs).map(({ taskId, atMs }) => [ids.indexOf(taskId), atMs - endMs])
    return looksMs.flatMap((lookMs) => due(endMs + lookMs))
  }

  it('callbacks keep their order', () => {
    expect(leaving(false, [0, 100, 200], [300]).map(([index]) => index)).toEqual([0, 1, 2])
  })

  it('every other callback waits for the next one, a second at most, when they are reordered', () => {
    const starts = [0, 900, 1_000, 3_000, 3_000]
    const order = [1, 0, 2, 4, 3]
    const exactly = leaving(true, starts, [0, 899, 900, 1_000, 1_999, 2_000, 3_000])
    expect(exactly.map(([index]) => index)).toEqual(order)
    expect(exactly.map(([, atMs]) => atMs)).toEqual([900, 900, 2_000, 3_000, 3_000])
    expect(leaving(true, starts, [9_000]).map(([index]) => index)).toEqual(order)
  })

  it('the last one that waits is due when its second has passed', () => {
    const { courier, createCalling } = setup({ callbacks: { reorder: true } })
    createCalling()
    expect(courier.due(endMs)).toEqual([])
    expect(courier.nextDueMs()).toBe(endMs + 1_000)
  })
})
