import { startEmulator } from '@nano-banana/emulator'
import {
  createGenerationService,
  createNanoBanana,
  createRelay,
  memoryJournal,
  memoryOwnership,
} from '@nano-banana/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  basePath,
  canary,
  dataOf,
  instant,
  keepings,
  readUntil,
  secret,
  setupRelay,
  tasksIn,
  wish,
} from './setup-relay.ts'

describe.each(keepings)('over a %s', (keeping) => {
  const setup = (options = {}) => setupRelay(keeping, options)

  it('makes a picture for its user, and serves it itself', async () => {
    const { create, ask, emulator } = await setup()
    const { taskId } = await dataOf(create('ann'))
    const task = await dataOf(ask('ann', `/tasks/${taskId}`))
    expect(task).toMatchObject({
      status: 'success',
      output: [{ url: `${basePath}/tasks/${taskId}/outputs/0`, type: 'image' }],
    })
    const picture = await ask('ann', `/tasks/${taskId}/outputs/0`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff')
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect(emulator.ledger.entries()).toHaveLength(1)
  })

  it('makes one task of an operation however often it is asked for, and another of another user’s', async () => {
    const { create, emulator } = await setup()
    const first = await dataOf(create('ann'))
    const again = await create('ann')
    expect(again.headers.get('idempotent-replay')).toBe('true')
    expect((await again.json()).data).toEqual(first)
    expect(await dataOf(create('bob'))).not.toEqual(first)
    const keys = emulator.ledger.entries().map(({ idempotencyKey }) => idempotencyKey)
    expect(keys).toEqual([expect.stringMatching(/^hiapi-[\w-]{43,64}$/), expect.stringMatching(/^hiapi-[\w-]{43,64}$/)])
    expect(keys[0]).not.toBe(keys[1])
  })

  it('answers for another user’s task as for none at all, to the byte', async () => {
    const { create, ask } = await setup()
    const { taskId } = await dataOf(create('ann'))
    const answers = await Promise.all(
      [`/tasks/${taskId}`, '/tasks/tk-hiapi-none', `/tasks/${taskId}/outputs/0`].map(async (path) => {
        const response = await ask('bob', path)
        return [response.status, await response.text()]
      }),
    )
    expect(answers[0]?.[0]).toBe(404)
    expect(new Set(answers.map(String)).size).toBe(1)
  })

  it('lists a user’s own tasks only', async () => {
    const { create, ask } = await setup()
    const { taskId } = await dataOf(create('ann'))
    await create('bob')
    expect(await dataOf(ask('ann', '/tasks'))).toMatchObject({ total: 1, tasks: [{ taskId }] })
  })

  it.each(['/tasks', '/events', '/tasks/tk-hiapi-x'])('answers a stranger on %s with 401', async (path) => {
    const { relay } = await setup()
    expect((await relay(new Request(`http://app.example${basePath}${path}`))).status).toBe(401)
  })

  it('streams each step of a user’s tasks, and nobody else’s', async () => {
    const { create, ask } = await setup({ emulator: { stages: { queued: 100, handling: 100, archiving: 100 } } })
    const response = await ask('ann', '/events')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    await create('bob')
    const { taskId } = await dataOf(create('ann'))
    const tasks = tasksIn(await readUntil(response, (text) => text.includes('"success"')))
    expect(tasks.map(({ status }) => status)).toEqual(['queued', 'handling', 'archiving', 'success'])
    expect(new Set(tasks.map((task) => task.taskId))).toEqual(new Set([taskId]))
  })

  it('tells a reload what became of a task that was open before', async () => {
    const { create, ask } = await setup({ emulator: { stages: { queued: 200, handling: 0, archiving: 0 } } })
    await create('ann')
    const text = await readUntil(await ask('ann', '/events'), (said) => said.includes('"success"'))
    expect(text).toContain('"queued"')
  })

  describe('what a browser may not choose', () => {
    it.each([
      ['a callback', { ...wish, callback: { url: 'https://evil.example' } }],
      ['a route', { ...wish, route: 'expensive' }],
      ['storage', { ...wish, storage: 'persistent' }],
      ['another model', { ...wish, model: 'Nano-Banana-Pro' }],
      ['an unknown field', { ...wish, input: { prompt: 'a', n: 100 } }],
      ['a blank prompt', { ...wish, input: { prompt: ' ' } }],
      ['no object', '[]'],
      ['no JSON', '{'],
    ])('%s', async (_, body) => {
      const { create, emulator } = await setup()
      const response = await create('ann', body)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ code: 400, data: null, error_code: 'INVALID_REQUEST' })
      expect(emulator.ledger.entries()).toEqual([])
    })

    it('a target: other paths and methods do not exist', async () => {
      const { ask, relay } = await setup()
      for (const path of [
        '',
        '/',
        '/v1/tasks',
        '/tasks/a/../../x',
        '/tasks/%2e%2e',
        '/tasks/x/outputs/9999',
        '//evil.example/tasks',
      ])
        expect((await ask('ann', path)).status).toBe(404)
      expect((await ask('ann', '/tasks', { method: 'DELETE' })).status).toBe(404)
      const elsewhere = new Request('http://app.example/other/tasks', { headers: { 'x-user': 'ann' } })
      expect((await relay(elsewhere)).status).toBe(404)
    })

    it('the size and the type of the body, or an operation without a name', async () => {
      const { create, emulator } = await setup()
      expect((await create('ann', { ...wish, input: { prompt: 'a'.repeat(256 * 1024) } })).status).toBe(413)
      expect((await create('ann', wish, { 'content-type': 'text/plain', 'idempotency-key': 'k' })).status).toBe(415)
      expect((await create('ann', wish, {})).status).toBe(400)
      expect((await create('ann', wish, { 'idempotency-key': 'k'.repeat(256) })).status).toBe(400)
      expect(emulator.ledger.entries()).toEqual([])
    })
  })

  it('shows neither key nor secret, whatever the service says', async () => {
    const { ask, create, start, reported } = await setup()
    const { taskId } = await dataOf(create('ann'))
    const client = createNanoBanana({
      apiKey: `${canary}-x`.replace('sk-test', 'sk-live'),
      baseUrl: (await startAnother()).url,
    })
    const refused = createGenerationService({ client, journal: memoryJournal(), secret })
    const broken = start(keeping === 'service' ? { service: refused } : { client })
    const failure = await ask(
      'ann',
      '/tasks',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
        body: JSON.stringify(wish),
      },
      broken,
    )
    expect(failure.status).toBe(503)
    expect(reported).toMatchObject([{ status: 401 }])
    for (const response of [failure, await ask('ann', `/tasks/${taskId}`), await ask('ann', '/tasks')]) {
      const text = JSON.stringify([...response.headers]) + (await response.text())
      expect(text).not.toMatch(/CANARY|thirty-two|Bearer/i)
    }
  })

  it('does not look again at tasks that are over when the event stream is opened anew', async () => {
    const { create, ask, emulator } = await setup({ emulator: { quota: 60 } })
    for (const key of ['1', '2', '3']) await create('ann', wish, { 'idempotency-key': key })
    const open = async () => {
      const response = await ask('ann', '/events')
      const reader = response.body?.getReader()
      await new Promise((resolve) => setTimeout(resolve, 150))
      await reader?.cancel()
    }
    await open()
    const remaining = async () => {
      const headers = { authorization: `Bearer ${canary}` }
      return Number((await fetch(`${emulator.url}/v1/tasks`, { headers })).headers.get('x-ratelimit-remaining'))
    }
    const before = await remaining()
    for (let round = 0; round < 5; round += 1) await open()
    expect(before - (await remaining())).toBe(1)
  })
})

describe('over a client alone', () => {
  const setup = () => setupRelay('client')

  it('does not say that a task is unknown when it may have been made', async () => {
    const { create, emulator } = await setup()
    emulator.faults.add({ on: 'create', fault: { kind: 'drop_after' } })
    emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 404 } })
    expect((await create('ann')).status).toBe(502)
    expect(emulator.ledger.entries()).toHaveLength(1)
  })

  it('passes on how long a busy service asks to wait', async () => {
    const { create, emulator } = await setup()
    emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 503, retryAfter: '3600' } })
    const { status, headers } = await create('ann')
    expect([status, headers.get('retry-after')]).toEqual([503, '3600'])
  })

  it('passes it on as well when it does not know what became of the request', async () => {
    const { create, emulator } = await setup()
    emulator.faults.add({ on: 'create', fault: { kind: 'drop_after' } })
    emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 503, retryAfter: '3600' } })
    const { status, headers } = await create('ann')
    expect([status, headers.get('retry-after')]).toEqual([502, '3600'])
  })

  it('answers 404 for a task that the service does not know any more, and still lists the others', async () => {
    const { create, ask, emulator } = await setup()
    const client = createNanoBanana({ apiKey: canary, baseUrl: emulator.url, retry: { readAttempts: 1 } })
    const ownership = memoryOwnership()
    ownership.claim('tk-hiapi-gone', 'ann')
    const { taskId } = await dataOf(create('ann'))
    ownership.claim(taskId, 'ann')
    const relay = createRelay({ client, secret, basePath, ownership, authorize: () => ({ id: 'ann' }) })
    const get = (path: string) => relay(new Request(`http://app.example${basePath}${path}`))
    expect((await get('/tasks/tk-hiapi-gone')).status).toBe(404)
    expect((await dataOf(get('/tasks'))).tasks).toMatchObject([{ taskId }])
    expect((await ask('ann', `/tasks/${taskId}`)).status).toBe(200)
  })
})

async function startAnother() {
  const emulator = await startEmulator({ stages: instant })
  onTestFinished(emulator.close)
  return emulator
}

it.each([undefined, '', 7])('answers 401 for a user whose id is %j, who would own what nobody owns', async (id) => {
  const { ask } = await setupRelay('client', { relay: { authorize: () => ({ id }) } })
  expect((await ask('ann', '/tasks/tk-hiapi-x')).status).toBe(401)
})
