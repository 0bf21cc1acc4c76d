import { type Client, type Clock, createNanoBanana, saveAs, systemClock, toBlob } from '../../src/index.ts'

/** What a test may do on the page: time goes as many times as fast as the page's address says. */
export interface TabPage {
  readonly client: Client
  /** Follows a task; what was seen of it is in `seen`. */
  readonly follow: (taskId: string) => void
  readonly seen: string[]
  readonly toBlob: typeof toBlob
  readonly saveAs: typeof saveAs
}

declare global {
  interface Window {
    tab: TabPage
  }
}

const speed = Number(new URLSearchParams(location.search).get('speed') ?? 1)

const clock: Clock = {
  now: systemClock.now,
  monotonic: () => systemClock.monotonic() * speed,
  sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
}

const client = createNanoBanana({ endpoint: '/api/nano-banana', clock })
const seen: string[] = []

window.tab = {
  client,
  seen,
  toBlob,
  saveAs,
  follow(taskId) {
    client
      .wait(taskId, {
        onUpdate: (state) => seen.push(state.phase === 'waiting' ? state.status : state.phase),
      })
      .catch(() => undefined)
  },
}
