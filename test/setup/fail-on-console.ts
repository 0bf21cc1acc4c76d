import { afterEach, beforeEach, expect, vi } from 'vitest'

// A library that prints is a library that leaks: no test may pass while something writes to the console.
beforeEach(() => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) vi.spyOn(console, method)
})

afterEach(() => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    expect(vi.mocked(console[method]).mock.calls, `console.${method} was called`).toEqual([])
  }
})
