import {
  type Client,
  type Clock,
  createNanoBanana,
  type Generation,
  saveAs,
  systemClock,
  toBlob,
} from '../../src/index.ts'

/** What a test may do on the page: time goes as many times as fast as the page's address says. */
export interface TabPage {
  readonly client: Client
  /** It takes up what it left unfinished. */
  readonly slot: Generation
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

const scope = new URLSearchParams(location.search).get('scope') ?? ''
const client = createNanoBanana({ endpoint: '/api/nano-banana', clock, scope })
const slot = client.createGeneration({ slot: 'a' })
slot.resume()
const seen: string[] = []

window.tab = {
  client,
  slot,
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
