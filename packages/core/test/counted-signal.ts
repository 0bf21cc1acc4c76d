/** An abort controller whose signal tells how many listeners it carries. */
export interface CountedController {
  readonly abort: (reason?: unknown) => void
  readonly signal: AbortSignal
  readonly listeners: () => number
}

export function createCountedController(): CountedController {
  const controller = new AbortController()
  const { signal } = controller
  let count = 0
  for (const [method, step] of [
    ['addEventListener', 1],
    ['removeEventListener', -1],
  ] as const) {
    const original = signal[method].bind(signal)
    Object.defineProperty(signal, method, {
      value: (type: 'abort', listener: () => void) => {
        count += step
        original(type, listener)
      },
    })
  }
  return { abort: (reason) => controller.abort(reason), signal, listeners: () => count }
}
