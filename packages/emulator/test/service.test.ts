import { describe, expect, it } from 'vitest'
import { createQuota } from '../src/service/quota.ts'
import { hasOutput } from '../src/service/task-record.ts'
import { origin, prompt, setupService, startMs } from './setup-service.ts'

describe('a task', () => {
  it('has an id of the documented form', () => {
    const { create } = setupService()
    expect(create().json).toEqual({
      code: 200,
      message: 'success',
      data: { taskId: expect.stringMatching(/^tk-hiapi-[0-9A-HJKMNP-TV-Z]{26}$/) },
    })
  })

  it('passes through the documented statuses as time goes by', () => {
    const { create, ask, pass } = setupService()
    const { taskId } = create().json.data
    const statuses = [0, 999, 1, 4_999, 1, 499, 1].map((ms) => {
      pass(ms)
      return ask('GET', `/v1/tasks/${taskId}`).json.data.status
    })
    expect(statuses).toEqual(['queued', 'queued', 'handling', 'handling', 'archiving', 'archiving', 'success'])
  })

  it('tells an output with an expiry seven days on, and only with success', () => {
    const { create, ask, pass } = setupService()
    const { taskId } = create().json.data
    expect(ask('GET', `/v1/tasks/${taskId}`).json.data).toMatchObject({ completed: 0, created: startMs / 1000 })
    expect(ask('GET', `/v1/tasks/${taskId}`).json.data).not.toHaveProperty('output')
    pass(6_500)
    const completed = Math.floor((startMs + 6_500) / 1000)
    expect(ask('GET', `/v1/tasks/${taskId}`).json.data).toMatchObject({
      completed,
      output: [{ url: `${origin}/outputs/${taskId}.png`, type: 'image', expireAt: completed + 7 * 24 * 3600 }],
    })
  })

  it('keeps its output for ever when its storage is persistent', () => {
    const { create, get, service, pass } = setupService()
    const { taskId } = create({ ...prompt, storage: 'persistent' }).json.data
    pass(6_500)
    expect(get(taskId).json.data.output).toEqual([{ url: `${origin}/outputs/${taskId}.png`, type: 'image' }])
    const task = service.task(taskId)
    expect(task && hasOutput(task, startMs + 365 * 24 * 3600 * 1000)).toBe(true)
  })

  it('fails when its prompt asks for a failure, with the code it asks for', () => {
    const { create, ask, pass } = setupService()
    const { taskId } = create({ ...prompt, input: { prompt: 'a cat [fail TASK_TIMEOUT]' } }).json.data
    pass(6_500)
    const { data } = ask('GET', `/v1/tasks/${taskId}`).json
    expect(data).toMatchObject({ status: 'fail', error: { code: 'TASK_TIMEOUT' } })
    expect(data).not.toHaveProperty('output')
  })

  it('echoes its route in the model and on its own', () => {
    const { create, ask } = setupService()
    const { taskId } = create({ ...prompt, route: 'economy' }).json.data
    expect(ask('GET', `/v1/tasks/${taskId}`).json.data).toMatchObject({
      model: 'Nano-Banana-2@economy',
      route: 'economy',
    })
  })

  it('belongs to its account: to another it does not exist', () => {
    const { create, ask } = setupService()
    const { taskId } = create().json.data
    const other = { headers: { authorization: 'Bearer sk-test-b' } }
    expect(ask('GET', `/v1/tasks/${taskId}`, other)).toMatchObject({ status: 404, json: { code: 404, data: null } })
    expect(ask('GET', '/v1/tasks', other).json.data).toEqual({ page: 1, size: 10, total: 0, tasks: [] })
  })
})

describe('an idempotency key', () => {
  const key = { 'idempotency-key': 'k-1' }

  it('gives the first task again for the same bytes, billed once', () => {
    const { create, service } = setupService()
    const first = create(prompt, key)
    const second = create(prompt, key)
    expect(second.json).toEqual(first.json)
    expect([first.headers['idempotent-replay'], second.headers['idempotent-replay']]).toEqual([undefined, 'true'])
    expect(service.ledger.entries()).toMatchObject([{ idempotencyKey: 'k-1', replays: 1 }])
  })

  it('compares raw bytes: the same JSON with other spacing is another body', () => {
    const { create, service } = setupService()
    create(prompt, key)
    expect(create(JSON.stringify(prompt, null, 1), key)).toMatchObject({
      status: 422,
      json: { error_code: 'IDEMPOTENCY_KEY_MISMATCH' },
    })
    expect(service.ledger.entries()).toHaveLength(1)
  })

  it('is being processed until the first answer is out', () => {
    const { create, pass } = setupService({ latencyMs: 2_000 })
    create(prompt, key)
    pass(1_999)
    expect(create(prompt, key)).toMatchObject({
      status: 409,
      headers: { 'retry-after': '5' },
      json: { error_code: 'IDEMPOTENCY_KEY_PROCESSING' },
    })
    pass(1)
    expect(create(prompt, key).status).toBe(200)
  })

  it('is forgotten 24 hours after its first request, however often it was repeated', () => {
    const { create, pass, service } = setupService()
    create(prompt, key)
    pass(24 * 3600 * 1000 - 1)
    create(prompt, key)
    expect(service.ledger.entries()).toMatchObject([{ replays: 1 }])
    pass(1)
    create(prompt, key)
    expect(service.ledger.entries()).toHaveLength(2)
  })

  it('stands for nothing on another account, and when it was refused', () => {
    const { create, service } = setupService()
    expect(create({ ...prompt, model: 'other' }, key).status).toBe(400)
    create(prompt, key)
    create(prompt, { ...key, authorization: 'Bearer sk-test-b' })
    expect(service.ledger.entries()).toMatchObject([{ account: 'sk-test-a' }, { account: 'sk-test-b' }])
  })

  it('has 1 to 255 bytes', () => {
    const { create } = setupService()
    const keys = ['', 'k'.repeat(256), 'é'.repeat(256), '🦁', 'k'.repeat(255), 'é'.repeat(255)]
    expect(keys.map((key) => create(prompt, { 'idempotency-key': key }).status)).toEqual([400, 400, 400, 400, 200, 200])
  })
})

describe('an account', () => {
  it('pays until its balance is spent, and each for itself', () => {
    const { create, service } = setupService({ balance: 2 })
    const other = { authorization: 'Bearer sk-test-b' }
    const answers = [create(), create(), create(), create(prompt, other)]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 402, 200])
    expect(answers[2]?.json).toMatchObject({ data: null, error_code: 'INSUFFICIENT_BALANCE' })
    expect(service.ledger.entries()).toHaveLength(3)
  })

  it('gets its tasks again under their keys although its balance is spent', () => {
    const { create } = setupService({ balance: 1 })
    const key = { 'idempotency-key': 'k-1' }
    create(prompt, key)
    expect([create(prompt, key).status, create(prompt, { 'idempotency-key': 'k-2' }).status]).toEqual([200, 402])
  })
})

describe('a route', () => {
  it('is refused when nobody knows it, and the known ones are listed', () => {
    const { create, service } = setupService({ routes: ['default', 'night'] })
    expect(create({ ...prompt, route: 'scenic' })).toMatchObject({
      status: 400,
      json: { error_code: 'INVALID_REQUEST', message: expect.stringContaining('default, night') },
    })
    expect(create({ ...prompt, route: '' }).status).toBe(200)
    expect(service.ledger.entries()).toHaveLength(1)
  })
})

describe('the quota', () => {
  it('counts in fixed clock minutes, reads and creates alike, and says so on every answer', () => {
    const { create, ask } = setupService({ quota: 3 })
    const answers = [create(), ask('GET', '/v1/tasks'), ask('GET', '/v1/tasks/none'), create()]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 429])
    expect(answers.map(({ headers }) => headers['x-ratelimit-remaining'])).toEqual(['2', '1', '0', '0'])
    expect(answers[0]?.headers).toMatchObject({
      'x-ratelimit-limit': '3',
      'x-ratelimit-reset': String(startMs / 1000 + 50),
    })
  })

  it('refuses with the gateway form and the seconds to the next minute, and creates nothing', () => {
    const { create, service, pass } = setupService({ quota: 1 })
    create()
    expect(create()).toMatchObject({
      headers: { 'retry-after': '50' },
      json: { error: { type: 'hiapi_error', code: 'rate_limit_exceeded', request_id: expect.any(String) } },
    })
    expect(service.ledger.entries()).toHaveLength(1)
    pass(50_000)
    expect(create().status).toBe(200)
  })

  it('allows ten requests at once', () => {
    const { create, pass } = setupService({ latencyMs: 1_000 })
    const statuses = Array.from({ length: 11 }, () => create().status)
    expect(statuses).toEqual([...Array(10).fill(200), 429])
    pass(1_000)
    expect(create().status).toBe(200)
  })

  it('is each account’s own, and is lifted by 0', () => {
    const { create } = setupService({ quota: 1 })
    create()
    expect(create(prompt, { authorization: 'Bearer sk-test-b' }).status).toBe(200)
    const unlimited = setupService({ quota: 0 })
    expect(Array.from({ length: 200 }, () => unlimited.create().status).every((status) => status === 200)).toBe(true)
  })

  it('remembers no request where it limits none', () => {
    const unlimited = createQuota({ perMinute: 0, concurrent: 1 })
    unlimited.occupy(Number.POSITIVE_INFINITY)
    expect(unlimited.admit(startMs)).toEqual({ isAllowed: true, retryAfterSeconds: 0, headers: {} })
    // One for all accounts can hold nothing of any.
    expect(createQuota({ perMinute: 0, concurrent: 2 })).toBe(unlimited)
  })
})

describe('a list', () => {
  it('is newest first, in pages, and sets what is out of range to the defaults', () => {
    const { create, ask, pass } = setupService()
    const ids = Array.from({ length: 12 }, () => {
      pass(1_000)
      return create().json.data.taskId
    })
    const page = (query: string) => ask('GET', `/v1/tasks${query}`).json.data
    expect(page('')).toMatchObject({ page: 1, size: 10, total: 12 })
    expect(page('?page=2&size=5').tasks.map((task: { taskId: string }) => task.taskId)).toEqual(
      ids.toReversed().slice(5, 10),
    )
    expect(page('?size=101')).toMatchObject({ size: 10 })
    expect(page('?size=0&page=-1')).toMatchObject({ size: 10, page: 1 })
    expect(page('?size=100').tasks).toHaveLength(12)
  })
})

describe('a list that lags', () => {
  it('shows the account as it was, while single reads do not lag', () => {
    const { create, get, list, pass } = setupService({ listLagMs: 2_000 })
    const { taskId } = create().json.data
    pass(1_999)
    expect(list().json.data).toMatchObject({ total: 0, tasks: [] })
    pass(1)
    expect(list().json.data).toMatchObject({ total: 1, tasks: [{ taskId, status: 'queued' }] })
    expect(get(taskId).json.data.status).toBe('handling')
  })
})

describe('a request that is wrong', () => {
  it.each(['', 'Bearer sk-live-real', 'sk-test-a', 'Bearer sk-test-'])(
    'is refused without a test key (%j), which it does not echo',
    (authorization) => {
      const { ask } = setupService()
      const answer = ask('GET', '/v1/tasks', { headers: { authorization } })
      expect(answer).toMatchObject({ status: 401, json: { code: 401, data: null } })
      expect(answer.body).not.toContain('sk-live-real')
    },
  )

  it.each([
    ['no JSON', '{'],
    ['another model', { ...prompt, model: 'Nano-Banana' }],
    ['a blank prompt', { ...prompt, input: { prompt: ' ' } }],
    ['a callback inside input', { ...prompt, input: { prompt: 'a', callback: { url: 'https://a.example' } } }],
    ['an unknown tier', { ...prompt, input: { prompt: 'a', resolution: '8K' } }],
  ])('is refused for %s, and nothing is billed', (_, body) => {
    const { create, service } = setupService()
    expect(create(body)).toMatchObject({ status: 400, json: { code: 400, data: null, error_code: 'INVALID_REQUEST' } })
    expect(service.ledger.entries()).toEqual([])
  })

  it.each([
    ['text/plain', 415],
    ['application/json-patch+json', 415],
    ['application/jsonp', 415],
    ['application/json', 200],
    ['Application/JSON ; charset=utf-8', 200],
  ])('is refused when it is not JSON by its type (%s: %i)', (type, status) => {
    const { create } = setupService()
    expect(create(prompt, { 'content-type': type }).status).toBe(status)
  })

  it.each([
    ['GET', '/v1/other', 404, undefined],
    ['POST', '/v1/other', 404, undefined],
    ['POST', '/v1/storages/promote', 404, undefined],
    ['GET', '/v1/tasks/%2e%2e', 404, undefined],
    ['DELETE', '/v1/tasks/x', 405, 'GET'],
    ['PUT', '/v1/tasks', 405, 'GET, POST'],
  ])('%s %s is a %i, and a method that is wrong is told the right ones (%s)', (method, path, status, allow) => {
    const { headers, status: actual } = setupService().ask(method, path)
    expect([actual, headers['allow']]).toEqual([status, allow])
  })
})

describe('durations', () => {
  it('can be told for one task by its number', () => {
    const { create, get, pass } = setupService({
      stages: (nth) => ({ queued: 0, handling: nth === 1 ? Number.POSITIVE_INFINITY : 0, archiving: 0 }),
    })
    const ids = [create(), create(), create()].map(({ json }) => json.data.taskId)
    pass(7 * 24 * 3600 * 1000)
    expect(ids.map((taskId) => get(taskId).json.data.status)).toEqual(['success', 'handling', 'success'])
  })

  it('have a median of 12 s and a 95th percentile of 40 s, the same for the same seed', () => {
    const { service, create } = setupService({ stages: undefined, quota: 0 })
    const total = Array.from({ length: 2_000 }, () => {
      const task = service.task(create().json.data.taskId)
      return task ? task.stages.queued + task.stages.handling + task.stages.archiving : 0
    }).sort((a, b) => a - b)
    expect(total[1_000]).toBeGreaterThan(11_000)
    expect(total[1_000]).toBeLessThan(13_000)
    expect(total[1_900]).toBeGreaterThan(34_000)
    expect(total[1_900]).toBeLessThan(46_000)
    const again = setupService({ stages: undefined })
    expect(again.service.task(again.create().json.data.taskId)?.stages).toEqual(
      service.task(service.ledger.entries()[0]?.taskId ?? '')?.stages,
    )
  })
})
