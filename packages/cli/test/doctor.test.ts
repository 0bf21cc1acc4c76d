import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkCallback, judge } from '../src/doctor/check-callback.ts'
import { checkClock } from '../src/doctor/check-clock.ts'
import { checkNode } from '../src/doctor/check-node.ts'
import type { Finding } from '../src/doctor/finding.ts'
import { run } from '../src/program.ts'
import { createFakeTerminal } from './fake-terminal.ts'
import { setup } from './setup-emulator.ts'

const verdicts = (printed: readonly string[]): Readonly<Record<string, Finding['verdict']>> => {
  const { findings }: { findings: readonly Finding[] } = JSON.parse(printed[0] ?? '')
  return Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]))
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a machine that is well', () => {
  it('gets a line for each check, and nothing is billed', async () => {
    const { emulator, terminal } = await setup()
    expect(await run(['doctor'], terminal)).toBe(0)
    expect(terminal.printed.map((line) => line.slice(0, 11).trim())).toEqual([
      '✓ Node',
      '✓ key',
      '✓ service',
      '✓ clock',
    ])
    expect(emulator.ledger.entries()).toEqual([])
    expect(terminal.printed.join('\n')).not.toContain('sk-test-cli')
  })
})

describe('what will go wrong', () => {
  it('is told without a key, and how to get on', async () => {
    const terminal = createFakeTerminal()
    expect(await run(['doctor', '--json'], terminal)).toBe(1)
    expect(verdicts(terminal.printed)).toEqual({ Node: 'fine', key: 'problem', clock: 'skipped' })
  })

  it('is told of a key that is refused', async () => {
    const url = await serve((_, response) =>
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"code":401,"message":"no"}'),
    )
    const terminal = createFakeTerminal({ env: { HIAPI_API_KEY: 'sk-test-cli', HIAPI_BASE_URL: url } })
    expect(await run(['doctor'], terminal)).toBe(1)
    expect(terminal.printed.join('\n')).toMatch(/✗ service.*does not take the key.*\n.*Copy it anew/)
  })

  it('is told of a service that nobody reaches, after one attempt', async () => {
    const { emulator, terminal } = await setup()
    await emulator.close()
    expect(await run(['doctor'], terminal)).toBe(1)
    expect(terminal.printed.join('\n')).toMatch(/✗ service.*unreachable.*\n.*HIAPI_BASE_URL/)
  })

  it('ends with 130 when it is stopped', async () => {
    const { terminal } = await setup()
    terminal.stop()
    expect(await run(['doctor'], terminal)).toBe(130)
  })
})

describe('Node', () => {
  it.each([
    ['20.19.5', 'problem'],
    ['22.12.0', 'problem'],
    ['22.13.0', 'fine'],
    ['24.0.0', 'fine'],
  ])('%s: %s', (version, verdict) => {
    expect(checkNode(version).verdict).toBe(verdict)
  })
})

describe('the clock', () => {
  const at = (aheadMs: number) => ({
    dateMs: 1_000_000,
    sentAtMs: 1_000_000 + aheadMs,
    arrivedAtMs: 1_000_100 + aheadMs,
  })
  it.each([
    [0, 'fine', /agrees/],
    [900, 'fine', /agrees/],
    [11_000, 'fine', /10 s ahead of/],
    [61_000, 'warning', /60 s ahead of/],
    [-60_100, 'warning', /60 s behind/],
    [400_000, 'problem', /399 s ahead of/],
    [-400_100, 'problem', /400 s behind/],
  ])('%i ms off: %s', (aheadMs, verdict, says) => {
    const finding = checkClock(at(aheadMs))
    expect(finding.verdict).toBe(verdict)
    expect(finding.says).toMatch(says)
  })

  it('is not held to be wrong because an answer was long on its way', () => {
    expect(checkClock({ dateMs: 1_000_000, sentAtMs: 995_000, arrivedAtMs: 1_030_000 }).says).toMatch(/agrees/)
  })
})

describe('the address of callbacks', () => {
  const { signal } = new AbortController()

  it.each([
    ['not a URL', /must be an https URL/],
    ['http://example.com/hook', /must be an https URL/],
    ['https://localhost/hook', /names this machine/],
    ['https://10.0.0.7/hook', /not public/],
    ['https://[fd00::1]/hook', /not public/],
    ['https://nobody.invalid/hook', /has no address/],
  ])('%s is refused before anything is sent', async (url, says) => {
    const finding = await checkCallback(url, signal)
    expect(finding).toMatchObject({ verdict: 'problem', advice: expect.stringContaining('nano-banana listen') })
    expect(finding.says).toMatch(says)
  })

  it.each([
    [401, 'fine', /refuses what is not signed/],
    [200, 'problem', /anybody can send it/],
    [307, 'problem', /redirects/],
    [404, 'problem', /HTTP 404/],
    [502, 'problem', /fails/],
  ])('that answers %i: %s', (status, verdict, says) => {
    expect(judge(status).verdict).toBe(verdict)
    expect(judge(status).says).toMatch(says)
  })
})
