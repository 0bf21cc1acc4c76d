import { request as httpRequest } from 'node:http'
import { createEmulator, startEmulator } from '@nano-banana/emulator'
import { describe, expect, it } from 'vitest'
import { callingBack } from './receiver.ts'
import { start } from './start.ts'

const controlToken = 'a-token-of-16-characters-or-more'
const rule = { on: 'create', fault: { kind: 'status', status: 503 } }

async function setup(options = {}) {
  const emulator = await start({ controlToken, ...options })
  const control = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${emulator.url}/control/${path}`, {
      method,
      ...init,
      headers: { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json', ...init.headers },
    })
  const send = (path: string, json: unknown) => control('POST', path, { body: JSON.stringify(json) })
  return { ...emulator, control, send }
}

describe('a control', () => {
  it('adds a fault, and takes all away', async () => {
    const { send, control, post } = await setup()
    expect((await send('faults', { ...rule, times: 2 })).status).toBe(200)
    expect((await post(callingBack('https://shop.example/'))).status).toBe(503)
    expect((await control('DELETE', 'faults')).status).toBe(200)
    expect((await post(callingBack('https://shop.example/'))).status).toBe(200)
  })

  it('lets virtual time pass, and tells what was billed and delivered', async () => {
    const { send, control, post } = await setup({
      clock: 'virtual',
      now: () => Date.UTC(2026, 0, 1),
      stages: { queued: 1_000, handling: 0, archiving: 0 },
    })
    const { data } = await (await post(callingBack('https://shop.example/'))).json()
    expect(await (await send('advance', { ms: 1_000 })).json()).toMatchObject({
      data: { nowMs: Date.UTC(2026, 0, 1) + 1_000 },
    })
    expect(await (await control('GET', 'ledger')).json()).toMatchObject({
      data: { entries: [{ taskId: data.taskId, replays: 0 }] },
    })
    expect(await (await control('GET', 'deliveries')).json()).toMatchObject({
      data: { deliveries: [{ taskId: data.taskId, outcome: 'undeliverable' }] },
    })
  })

  it('cannot let real time pass', async () => {
    const { send } = await setup()
    expect((await send('advance', { ms: 1 })).status).toBe(409)
  })

  it.each([
    ['advance', {}, 'ms must be a number from 0'],
    ['advance', { ms: -1 }, 'ms must be a number from 0'],
    ['advance', { ms: 1e300 }, 'ms must be a number from 0'],
    ['advance', { ms: 1, to: 2 }, 'to is unknown'],
    ['advance', [], 'The body must be an object'],
    ['faults', { ...rule, on: 'all' }, 'on must be one of'],
    ['faults', { ...rule, fault: { kind: 'delay', ms: '1' } }, 'fault.ms must be a number'],
  ])('%s refuses %j by the name of its field', async (path, json, message) => {
    const { send } = await setup({ clock: 'virtual' })
    const response = await send(path, json)
    expect(response.status).toBe(400)
    expect((await response.json()).message).toContain(message)
  })

  it.each([
    ['no JSON', { body: '{' }, 400],
    ['hostile bytes', { body: new Uint8Array([0xff, 0x00, 0xfe]) }, 400],
    ['an abyss of brackets', { body: '['.repeat(60_000) }, 400],
    ['a form', { body: 'on=create', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['a giant', { body: JSON.stringify({ ...rule, on: 'x'.repeat(2 ** 20) }) }, 413],
  ])('refuses %s', async (_, init, status) => {
    const { control, post } = await setup()
    expect((await control('POST', 'faults', init)).status).toBe(status)
    expect((await post(callingBack('https://shop.example/'))).status).toBe(200)
  })

  it('is nowhere else', async () => {
    const { control } = await setup()
    expect([(await control('GET', 'keys')).status, (await control('PUT', 'faults')).status]).toEqual([404, 404])
  })
})

describe('the token', () => {
  it.each(['', 'Bearer ', 'Bearer wrong', `bearer ${controlToken}`, `Bearer ${controlToken}!`, 'Bearer sk-test-a'])(
    'is asked for: %j is not it',
    async (authorization) => {
      const { control } = await setup()
      const response = await control('GET', 'ledger', { headers: { authorization } })
      expect(response.status).toBe(401)
      expect(await response.text()).not.toContain(controlToken)
    },
  )

  it('opens nothing to a web page under a name of its own', async () => {
    const { url } = await setup()
    const headers = { authorization: `Bearer ${controlToken}`, host: 'attacker.example' }
    const status = await new Promise((resolve) => {
      httpRequest(`${url}/control/ledger`, { headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).end()
    })
    expect(status).toBe(421)
  })

  it('must be there for the controls to be', async () => {
    const { control } = await setup({ controlToken: undefined })
    expect((await control('GET', 'ledger')).status).toBe(401)
    expect((await control('GET', 'ledger', { headers: { authorization: 'Bearer sk-test-a' } })).status).toBe(404)
  })

  it('must be long enough to be one', async () => {
    expect(() => createEmulator({ controlToken: 'too short' })).toThrow('controlToken must have 16 characters or more')
    await expect(startEmulator({ controlToken: '' })).rejects.toThrow(RangeError)
  })
})
