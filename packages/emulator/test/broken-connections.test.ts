import { createClient, pollWatch, TransportFailure } from '@nano-banana/core'
import { createEmulator } from '@nano-banana/emulator'
import { describe, expect, it, vi } from 'vitest'
import * as painter from '../src/painter/paint.ts'
import { headers, instant, start } from './start.ts'

vi.mock(import('../src/painter/paint.ts'), { spy: true })

const body = '{"model":"Nano-Banana-2","input":{"prompt":"a cat"}}'
const bytesOf = async (response: Response): Promise<number> => {
  let bytes = 0
  for await (const chunk of response.body ?? []) bytes += chunk.byteLength
  return bytes
}

describe('over a connection', () => {
  it.each([
    ['drop_before', 0],
    ['drop_after', 1],
  ] as const)('%s breaks it without an answer', async (kind, billed) => {
    const emulator = await start()
    emulator.faults.add({ on: 'create', fault: { kind } })
    await expect(emulator.post(body)).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } })
    expect(emulator.ledger.entries()).toHaveLength(billed)
    expect((await emulator.post(body)).status).toBe(200)
  })

  it.each([0, 1, 20])('cut promises the whole answer and breaks off after %i bytes', async (atByte) => {
    const emulator = await start()
    const whole = await (await emulator.post(body)).text()
    emulator.faults.add({ on: 'create', fault: { kind: 'cut', atByte } })
    const response = await emulator.post(body)
    expect(response.headers.get('content-length')).toBe(String(whole.length))
    const reader = response.body?.getReader()
    const first = atByte === 0 ? undefined : await reader?.read()
    expect(first?.value?.byteLength).toBe(atByte === 0 ? undefined : atByte)
    await expect(reader?.read()).rejects.toThrow()
    expect(emulator.ledger.entries()).toHaveLength(2)
  })

  it('cut beyond the end cuts nothing', async () => {
    const emulator = await start()
    emulator.faults.add({ on: 'create', fault: { kind: 'cut', atByte: 10_000 } })
    expect((await (await emulator.post(body)).json()).code).toBe(200)
  })

  it('delay takes as long as it says', async () => {
    const emulator = await start()
    emulator.faults.add({ on: 'create', fault: { kind: 'delay', ms: 40 } })
    const startedAt = performance.now()
    await emulator.post(body)
    expect(performance.now() - startedAt).toBeGreaterThan(35)
  })

  it('an answer that would never come does not keep it from closing', async () => {
    const emulator = await start()
    emulator.faults.add({ on: 'create', fault: { kind: 'delay', ms: Number.POSITIVE_INFINITY } })
    const lost = expect(emulator.post(body)).rejects.toThrow()
    await expect.poll(() => emulator.ledger.entries()).toHaveLength(1)
    await emulator.close()
    await lost
  })

  it('a gateway’s page may have any status, also one without a body', async () => {
    const emulator = await start()
    const statuses = [200, 204, 302, 503]
    for (const status of statuses) {
      emulator.faults.add({ on: 'create', fault: { kind: 'gateway_page', status, isExecuted: false } })
    }
    const send = () => fetch(`${emulator.url}/v1/tasks`, { method: 'POST', headers, body, redirect: 'manual' })
    const answers = [await send(), await send(), await send(), await send()]
    expect(answers.map(({ status }) => status)).toEqual(statuses)
    expect(answers[3]?.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(emulator.ledger.entries()).toEqual([])
  })

  it('leaves what no rule is for as it was', async () => {
    const emulator = await start()
    emulator.faults.add({ on: 'output', fault: { kind: 'drop_after' } })
    const { data } = await (await emulator.post(body)).json()
    expect((await emulator.get(data.taskId)).status).toBe('success')
  })
})

it('downloads fail as they are told to, and then succeed', async () => {
  const emulator = await start({ clock: 'virtual' })
  const { data } = await (await emulator.post(body)).json()
  const [{ url }] = (await emulator.get(data.taskId)).output
  const whole = await bytesOf(await fetch(url))

  emulator.faults.add({ on: 'output', fault: { kind: 'drop_before' } })
  await expect(fetch(url)).rejects.toThrow()
  emulator.faults.add({ on: 'output', fault: { kind: 'cut', atByte: 5_000 } })
  const cut = await fetch(url)
  expect(cut.headers.get('content-length')).toBe(String(whole))
  await expect(cut.arrayBuffer()).rejects.toThrow()
  emulator.faults.add({ on: 'output', fault: { kind: 'status', status: 503, retryAfter: '7' } })
  expect(await fetch(url)).toMatchObject({ status: 503 })
  emulator.faults.add({ on: 'output', fault: { kind: 'delay', ms: 90_000 } })
  let isLate = true
  const late = fetch(url).finally(() => (isLate = false))
  // Nothing tells from outside when the request sleeps: time passes until it is through.
  await vi.waitFor(async () => {
    await emulator.advance(90_000)
    expect(isLate).toBe(false)
  })
  expect(await bytesOf(await late)).toBe(whole)
})

it('leaves a fault of the outputs to those who fetch one', async () => {
  const { url, faults } = await start()
  faults.add({ on: 'output', fault: { kind: 'status', status: 503 } })
  const ask = async (method: string) => (await fetch(`${url}/outputs/none.png`, { method, headers })).status
  expect([await ask('POST'), await ask('GET'), await ask('GET')]).toEqual([404, 503, 404])
})

it('paints no picture that nobody will see', async () => {
  const emulator = await start()
  const { data } = await (await emulator.post(body)).json()
  emulator.faults.add({ on: 'output', fault: { kind: 'drop_after' } })
  const fetchOutput = () => fetch(`${emulator.url}/outputs/${data.taskId}.png`)
  await expect(fetchOutput()).rejects.toThrow('fetch failed')
  expect(painter.paint).not.toHaveBeenCalled()
  await fetchOutput()
  expect(painter.paint).toHaveBeenCalledOnce()
})

describe('in this process', () => {
  const setup = () => {
    const emulator = createEmulator({ stages: instant })
    const { signal } = new AbortController()
    const request = { method: 'POST', path: '/v1/tasks', headers, body, signal, timeoutMs: 1_000 } as const
    const fetchHere = () => emulator.fetch(new Request('http://localhost/v1/tasks', { method: 'POST', headers, body }))
    return { ...emulator, request, fetchHere }
  }

  it('fetch rejects as the real one does when an answer is lost', async () => {
    const { faults, fetchHere, ledger } = setup()
    faults.add({ on: 'create', fault: { kind: 'drop_after' } })
    const error = await fetchHere().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'UND_ERR_SOCKET' } })
    expect(ledger.entries()).toHaveLength(1)
  })

  it('fetch gives the part of a body that is there', async () => {
    const { faults, fetchHere } = setup()
    faults.add({ on: 'create', fault: { kind: 'cut', atByte: 9 } })
    const reader = (await fetchHere()).body?.getReader()
    expect((await reader?.read())?.value?.byteLength).toBe(9)
    await expect(reader?.read()).rejects.toThrow(TypeError)
  })

  it.each([
    [{ kind: 'drop_before' }, 'interrupted', 0],
    [{ kind: 'drop_after' }, 'interrupted', 1],
    [{ kind: 'cut', atByte: 3 }, 'incomplete', 1],
    [{ kind: 'delay', ms: 60_000 }, 'timeout', 1],
  ] as const)('the transport fails on %j as %s', async (fault, reason, billed) => {
    const { faults, transport, request, ledger } = setup()
    faults.add({ on: 'create', fault })
    await expect(transport({ ...request, timeoutMs: 10 })).rejects.toEqual(new TransportFailure(reason))
    expect(ledger.entries()).toHaveLength(billed)
  })

  it('the transport stops at once when it is told to', async () => {
    const { faults, transport, request } = setup()
    faults.add({ on: 'create', fault: { kind: 'delay', ms: 60_000 } })
    const abort = new AbortController()
    const answer = transport({ ...request, signal: abort.signal })
    abort.abort(new Error('enough'))
    await expect(answer).rejects.toThrow('enough')
    await expect(transport({ ...request, signal: abort.signal })).rejects.toThrow('enough')
  })

  it('an answer that would never come is lost when it closes', async () => {
    const { faults, transport, request, fetchHere, close } = setup()
    faults.add({ on: 'create', fault: { kind: 'delay', ms: Number.POSITIVE_INFINITY }, times: 2 })
    const lost = Promise.allSettled([transport(request), fetchHere()])
    await close()
    expect(await lost).toMatchObject([
      { reason: { name: 'TransportFailure', reason: 'interrupted' } },
      { reason: { name: 'TypeError', message: 'fetch failed' } },
    ])
  })

  it('a client pays once although an answer is lost', async () => {
    const { faults, transport, ledger } = setup()
    const client = createClient({ transport, watch: pollWatch({ intervalMs: 1 }) })
    faults.add({ on: 'create', fault: { kind: 'drop_after' } })
    await client.generate({ prompt: 'a lighthouse' })
    expect(ledger.entries()).toMatchObject([{ replays: 1 }])
  })
})
