import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../src/index.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const never = new AbortController().signal

function watch(sleep: Promise<void>): () => string {
  let told = 'asleep'
  sleep.then(
    () => (told = 'awake'),
    () => (told = 'stopped'),
  )
  return () => told
}

describe('systemClock', () => {
  it('tells wall time, and a time that setting the wall clock does not touch', () => {
    const before = systemClock.monotonic()
    vi.setSystemTime(Date.UTC(2030, 0, 1))
    expect(systemClock.now()).toBe(Date.UTC(2030, 0, 1))
    expect(systemClock.monotonic() - before).toBe(0)
    vi.advanceTimersByTime(1_500)
    expect(systemClock.monotonic() - before).toBe(1_500)
  })

  it('wakes after the time asked for, not before', async () => {
    const told = watch(systemClock.sleep(1_000, never))
    await vi.advanceTimersByTimeAsync(999)
    expect(told()).toBe('asleep')
    await vi.advanceTimersByTimeAsync(1)
    expect(told()).toBe('awake')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('rounds a fraction of a millisecond up', async () => {
    const told = watch(systemClock.sleep(10.4, never))
    await vi.advanceTimersByTimeAsync(10)
    expect(told()).toBe('asleep')
    await vi.advanceTimersByTimeAsync(1)
    expect(told()).toBe('awake')
  })

  it('does not wait for nothing', async () => {
    const told = watch(systemClock.sleep(0, never))
    await Promise.resolve()
    expect(told()).toBe('awake')
  })

  it('sleeps longer than 32 bits of milliseconds in parts, instead of waking at once', async () => {
    const days30 = 30 * 86_400_000
    const told = watch(systemClock.sleep(days30, never))
    await vi.advanceTimersByTimeAsync(days30 - 1)
    expect(told()).toBe('asleep')
    await vi.advanceTimersByTimeAsync(1)
    expect(told()).toBe('awake')
  })

  it("stops at once with the signal's reason, and takes its timer along", async () => {
    const controller = new AbortController()
    const sleep = systemClock.sleep(1_000, controller.signal)
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(sleep).rejects.toBe(reason)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('does not start when the signal has aborted before', async () => {
    await expect(systemClock.sleep(1_000, AbortSignal.abort('late'))).rejects.toBe('late')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('does not mind an abort after it woke', async () => {
    const controller = new AbortController()
    const told = watch(systemClock.sleep(10, controller.signal))
    await vi.advanceTimersByTimeAsync(10)
    controller.abort()
    await Promise.resolve()
    expect(told()).toBe('awake')
  })
})
