import { getEventListeners } from 'node:events'
import { systemClock } from '@nano-banana/core'
import { describe, expect, it, vi } from 'vitest'
import { hangsUp, neverAnswers, sends, stalls } from './file-host.ts'
import { png } from './pictures.ts'
import { setupDownload } from './setup-download.ts'

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

describe('an abort', () => {
  it.each([
    ['in the body', stalls(png)],
    ['before the answer', neverAnswers],
  ])('%s leaves nothing behind', async (_, answer) => {
    const { run, host, files, clock } = await setupDownload(answer)
    const caller = new AbortController()
    const running = run({ signal: caller.signal })
    await vi.waitFor(() => expect(host.requests).toHaveLength(1))
    if (answer !== neverAnswers) await vi.waitFor(() => expect(files()).toHaveLength(1))
    caller.abort('enough')
    await expect(running).rejects.toMatchObject({
      name: 'AbortError',
      code: 'aborted',
      phase: 'download',
      outcome: 'accepted',
      cause: 'enough',
    })
    expect(files()).toEqual([])
    expect(listeners(caller.signal)).toBe(0)
    expect(clock.pending()).toBe(0)
    await vi.waitFor(async () => expect(await host.open()).toBe(0))
  })

  it('in a pause ends it', async () => {
    const { run, host, files } = await setupDownload(hangsUp)
    const caller = new AbortController()
    const pausing = vi.fn()
    const clock = {
      ...systemClock,
      sleep: (ms: number, signal: AbortSignal) => {
        if (ms < 1_000) pausing()
        return systemClock.sleep(ms < 1_000 ? 60_000 : ms, signal)
      },
    }
    const running = run({ signal: caller.signal, clock })
    await vi.waitFor(() => expect(pausing).toHaveBeenCalledOnce())
    caller.abort()
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    expect(host.requests).toHaveLength(1)
    expect(files()).toEqual([])
  })

  it('before the start requests nothing', async () => {
    const { run, host, files } = await setupDownload(sends(png))
    const signal = AbortSignal.abort('never mind')
    await expect(run({ signal })).rejects.toMatchObject({ name: 'AbortError', cause: 'never mind' })
    expect(host.connections()).toBe(0)
    expect(files()).toEqual([])
    expect(listeners(signal)).toBe(0)
  })

  it('at any moment gives the whole file or none', async () => {
    for (let moment = 0; moment < 40; moment += 1) {
      const { run, host, files } = await setupDownload(sends(png))
      const caller = new AbortController()
      const running = run({ signal: caller.signal }).then(
        () => 'saved',
        (error: Error) => error.name,
      )
      for (let turn = 0; turn < moment; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      caller.abort()
      expect([await running, files()]).toEqual(files().length > 0 ? ['saved', ['cat.png']] : ['AbortError', []])
      await vi.waitFor(async () => expect(await host.open()).toBe(0))
    }
  })

  it('after the end changes nothing, and the signal carries no listener', async () => {
    const { run, files } = await setupDownload(sends(png))
    const caller = new AbortController()
    await run({ signal: caller.signal })
    expect(listeners(caller.signal)).toBe(0)
    caller.abort()
    expect(files()).toEqual(['cat.png'])
  })
})

describe('the deadline', () => {
  it('ends a body that does not', async () => {
    const { run, host, files } = await setupDownload(stalls(png))
    const caller = new AbortController()
    const running = run({ deadlineMs: 60, clock: systemClock, signal: caller.signal })
    await expect(running).rejects.toMatchObject({
      code: 'deadline',
      phase: 'download',
      outcome: 'accepted',
      deadlineMs: 60,
      retryable: true,
    })
    expect(files()).toEqual([])
    expect(listeners(caller.signal)).toBe(0)
    await vi.waitFor(async () => expect(await host.open()).toBe(0))
  })
})

it('a collaborator that breaks is reported in the one error family', async () => {
  const { run, files } = await setupDownload(hangsUp)
  const random = (): number => {
    throw new Error('no dice')
  }
  await expect(run({ random })).rejects.toMatchObject({ code: 'internal', phase: 'download', outcome: 'accepted' })
  expect(files()).toEqual([])
})
