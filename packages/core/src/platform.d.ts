// The few globals that every JavaScript platform shares. Core compiles against nothing else, so that a `window`,
// `process` or `fetch` in it is a type error.
declare class AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}
declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare class URL {
  constructor(url: string)
  readonly protocol: string
  readonly hostname: string
}
declare const crypto: { randomUUID?(): string; getRandomValues(bytes: Uint8Array): Uint8Array }
declare const performance: { now(): number }
declare function setTimeout(run: () => void, ms: number): unknown
declare function clearTimeout(timer: ReturnType<typeof setTimeout> | undefined): void
declare function queueMicrotask(run: () => void): void
