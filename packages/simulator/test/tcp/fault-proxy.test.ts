import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Fault, faultKinds, faultPhases } from '../../src/tcp/proxy/fault.ts'
import { startFaultProxy } from '../../src/tcp/proxy/fault-proxy.ts'
import { connectClient } from './connect-client.ts'
import { answerBody, answerHead, startService } from './start-service.ts'

const postHead = 'POST /v1/tasks HTTP/1.1\r\ncontent-length: 10\r\n\r\n'
const postBody = '123456789!'
const post = postHead + postBody
const get = 'GET /v1/tasks/1 HTTP/1.1\r\nhost: nowhere\r\n\r\n'
const answer = answerHead + answerBody

// Soon, however busy the machine.
const until = (expectation: () => void): Promise<void> => vi.waitFor(expectation, { interval: 2, timeout: 10_000 })

async function setup(fault?: Fault) {
  const service = await startService()
  const proxy = await startFaultProxy({ target: service.url, ...(fault && { fault }) })
  onTestFinished(proxy.close)
  return { service, proxy, client: connectClient(proxy.url) }
}

it('passes everything to the byte while nothing strikes', async () => {
  const { service, proxy, client } = await setup()
  client.send(post)
  await until(() => expect(client.heard()).toBe(answer))
  client.send(get)
  await until(() => expect(client.heard()).toBe(answer + answer))
  expect(service.connections).toEqual([{ bytes: post + get, ended: undefined }])
  expect(proxy.exchanges()).toMatchObject([
    { connection: 1, method: 'POST', path: '/v1/tasks', head: postHead, body: postBody, answered: 'whole' },
    { connection: 1, method: 'GET', path: '/v1/tasks/1', head: get, body: '', answered: 'whole' },
  ])
  expect(proxy.hasStruck()).toBe(false)
})

it('writes down what came in pieces', async () => {
  const { proxy, client } = await setup()
  client.send(postHead.slice(0, 9))
  await setTimeout(10)
  client.send(`${postHead.slice(9)}12345`)
  await setTimeout(10)
  client.send('6789!')
  await until(() => expect(client.heard()).toBe(answer))
  expect(proxy.exchanges()).toMatchObject([{ head: postHead, body: postBody, reached: 'whole' }])
})

it.each([0, 1, 7, 25])('cuts an answer body with FIN at byte %i', async (atByte) => {
  const { client } = await setup({ kind: 'cut', phase: 'answer_body', atByte })
  client.send(post)
  await until(() => expect(client.ended()).toBe('FIN'))
  expect(client.heard()).toBe(answerHead + answerBody.slice(0, atByte))
})

it.each([0, 1, 7, 25])('cuts an answer body with RST at byte %i', async (atByte) => {
  const { client, proxy } = await setup({ kind: 'cut_reset', phase: 'answer_body', atByte })
  client.send(post)
  await until(() => expect(client.ended()).toBe('ECONNRESET'))
  expect(client.heard()).toBe(answerHead + answerBody.slice(0, atByte))
  expect(proxy.exchanges()).toMatchObject([{ reached: 'whole', answered: 'part', isAwaited: false }])
})

it('cuts a request one byte before its end, unless it is told where', async () => {
  const { service, client } = await setup({ kind: 'cut', phase: 'request_body' })
  client.send(post)
  await until(() => expect(service.connections).toEqual([{ bytes: post.slice(0, -1), ended: 'FIN' }]))
  expect([client.heard(), client.ended()]).toEqual(['', 'FIN'])
})

it('resets both sides', async () => {
  const { service, client } = await setup({ kind: 'reset', phase: 'request_head' })
  client.send(post)
  await until(() => expect(client.ended()).toBe('ECONNRESET'))
  const half = postHead.slice(0, Math.floor(postHead.length / 2))
  await until(() => expect(service.connections).toEqual([{ bytes: half, ended: 'RST' }]))
})

it('closes both sides with FIN', async () => {
  const { service, client } = await setup({ kind: 'close', phase: 'executed' })
  client.send(post)
  await until(() => expect(client.ended()).toBe('FIN'))
  expect(client.heard()).toBe('')
  await until(() => expect(service.connections).toEqual([{ bytes: post, ended: 'FIN' }]))
})

it('closes slowly: the client hears FIN, and its request is delivered all the same', async () => {
  const { service, client } = await setup({ kind: 'slow_close', phase: 'request_head' })
  client.send(post)
  await until(() => expect(service.connections).toMatchObject([{ bytes: post }]))
  await until(() => expect(client.ended()).toBe('FIN'))
  expect(client.heard()).toBe('')
})

it('leaves a half-open connection without a byte and without an end', async () => {
  const { service, client, proxy } = await setup({ kind: 'half_open', phase: 'answer_head' })
  client.send(post)
  const half = answerHead.slice(0, Math.floor(answerHead.length / 2))
  await until(() => expect(client.heard()).toBe(half))
  await setTimeout(100)
  expect([client.heard(), client.ended()]).toEqual([half, undefined])
  expect(service.connections).toEqual([{ bytes: post, ended: undefined }])
  expect(proxy.exchanges()).toMatchObject([{ isAwaited: true }])
})

it('stalls, then closes', async () => {
  const startedAt = performance.now()
  const { client } = await setup({ kind: 'stall', phase: 'executed', lastsMs: 100 })
  client.send(post)
  await until(() => expect(client.ended()).toBe('FIN'))
  expect(client.heard()).toBe('')
  expect(performance.now() - startedAt).toBeGreaterThan(95)
})

it('delays, and loses nothing', async () => {
  const startedAt = performance.now()
  const { client } = await setup({ kind: 'latency', phase: 'connect', lastsMs: 100 })
  client.send(post)
  await until(() => expect(client.heard()).toBe(answer))
  expect(performance.now() - startedAt).toBeGreaterThan(95)
})

it('drips, and delivers even when the client has left', async () => {
  const { service, proxy } = await setup()
  const dripping = await startFaultProxy({
    target: service.url,
    fault: { kind: 'drip', phase: 'request_head', lastsMs: 150 },
  })
  onTestFinished(dripping.close)
  const impatient = new AbortController()
  const asked = fetch(`${dripping.url}/v1/tasks`, { method: 'POST', body: '!', signal: impatient.signal })
  await until(() => expect(dripping.exchanges()).toMatchObject([{ isUnderWay: true, reached: 'part' }]))
  impatient.abort()
  await expect(asked).rejects.toThrow()
  await until(() => expect(dripping.exchanges()).toMatchObject([{ reached: 'whole', answered: 'nothing' }]))
  expect(proxy.exchanges()).toEqual([])
})

it('refuses connections until it is reopened', async () => {
  const { client, proxy, service } = await setup({ kind: 'refused', phase: 'connect' })
  await until(() => expect(client.ended()).toBe('ECONNREFUSED'))
  await proxy.reopen()
  const second = connectClient(proxy.url)
  second.send(post)
  await until(() => expect(second.heard()).toBe(answer))
  expect(service.connections.filter(({ bytes }) => bytes !== '')).toHaveLength(1)
})

it('takes every connection away when it begins to refuse', async () => {
  const { client, proxy } = await setup({ kind: 'refused', phase: 'answer_body' })
  const idle = connectClient(proxy.url)
  client.send(post)
  await until(() => expect([client.ended(), idle.ended()]).toEqual(['ECONNRESET', 'ECONNRESET']))
  const second = connectClient(proxy.url)
  await until(() => expect(second.ended()).toBe('ECONNREFUSED'))
})

it('answers with noise, and with noise of the right length where the length is known', async () => {
  const early = await setup({ kind: 'garbage', phase: 'executed' })
  early.client.send(post)
  await until(() => expect(early.client.ended()).toBe('FIN'))
  expect(early.client.heard()).toMatch(/^\xff+$/)

  const late = await setup({ kind: 'garbage', phase: 'answer_body' })
  late.client.send(post)
  await until(() => expect(late.client.heard()).toBe(answerHead + answerBody.slice(0, 13) + '\xff'.repeat(13)))
  expect(late.client.ended()).toBeUndefined()
})

it('takes the whole request and connects to nobody when it cuts a connection that has just been made', async () => {
  const { client, proxy, service } = await setup({ kind: 'cut', phase: 'connect' })
  client.send(post)
  await until(() => expect(client.ended()).toBe('FIN'))
  await until(() => expect(proxy.exchanges()).toMatchObject([{ body: postBody, reached: 'nothing' }]))
  expect(service.connections).toEqual([])
})

it('cuts behind an interim answer when the request is executed', async () => {
  const { client } = await setup({ kind: 'cut_reset', phase: 'executed' })
  client.send(post)
  await until(() => expect(client.ended()).toBe('ECONNRESET'))
  expect(client.heard()).toBe('HTTP/1.1 102 Processing\r\n\r\n')
})

it('can let exchanges of a kept connection pass first, strikes once, and then behaves', async () => {
  const { client, proxy } = await setup({ kind: 'close', phase: 'executed', after: 1 })
  client.send(post)
  await until(() => expect(client.heard()).toBe(answer))
  expect(proxy.hasStruck()).toBe(false)
  client.send(post)
  await until(() => expect(client.ended()).toBe('FIN'))
  expect(proxy.hasStruck()).toBe(true)
  const second = connectClient(proxy.url)
  second.send(post)
  await until(() => expect(second.heard()).toBe(answer))
  expect(proxy.exchanges().map(({ connection, answered }) => [connection, answered])).toEqual([
    [1, 'whole'],
    [1, 'nothing'],
    [2, 'whole'],
  ])
})

describe('strikes exactly in its phase', () => {
  const extents = {
    connect: { reached: 'nothing', answered: 'nothing' },
    request_head: { reached: 'part', answered: 'nothing' },
    request_body: { reached: 'part', answered: 'nothing' },
    executed: { reached: 'whole', answered: 'nothing' },
    answer_head: { reached: 'whole', answered: 'part' },
    answer_body: { reached: 'whole', answered: 'part' },
  } as const
  const cases = faultKinds.flatMap((kind) =>
    faultPhases.flatMap((phase) => [
      { kind, phase, method: 'POST', request: post },
      { kind, phase, method: 'GET', request: get },
    ]),
  )
  // A connection that is refused, or reset at once, carries nothing that could be seen.
  const isVisible = ({ kind, phase }: Fault) => phase !== 'connect' || (kind !== 'refused' && kind !== 'reset')
  const isHarmless = ({ kind }: Fault) => kind === 'latency' || kind === 'slice' || kind === 'drip'
  const staysOpen = ({ kind, phase }: Fault) => kind === 'half_open' || (kind === 'garbage' && phase === 'answer_body')

  it.each(cases.filter(isVisible))('$kind in $phase of a $method', async ({ kind, phase, request }) => {
    const fault: Fault = { kind, phase, lastsMs: 20 }
    const { client, proxy } = await setup(fault)
    client.send(request)
    const { reached, answered } = extents[phase]
    const expected = {
      reached: isHarmless(fault) || kind === 'slow_close' ? 'whole' : reached,
      answered: isHarmless(fault) ? 'whole' : answered,
    }
    await until(() => expect(proxy.exchanges()).toMatchObject([{ ...expected, isUnderWay: false }]))
    expect(proxy.hasStruck()).toBe(true)
    if (isHarmless(fault) || staysOpen(fault)) expect(client.ended()).toBeUndefined()
    else await until(() => expect(client.ended()).toMatch(/^(FIN|ECONNRESET)$/))
  })

  it.each([post, get])('reset as soon as the connection stands', async (request) => {
    const { client, proxy } = await setup({ kind: 'reset', phase: 'connect' })
    client.send(request)
    await until(() => expect(client.ended()).toMatch(/^(ECONNRESET|EPIPE)$/))
    expect([proxy.hasStruck(), proxy.exchanges()]).toEqual([true, []])
  })
})
