import { lazy } from 'react'

const loadChaos = () => import('../chaos/chaos.tsx')
const loadCode = () => import('../code/code.tsx')
const loadWire = () => import('../wire/wire.tsx')

/** The form's picture as code. Like all here, the first paint does not wait for it. */
export const CodeView = lazy(async () => ({ default: (await loadCode()).Code }))
/** What can be broken. */
export const ChaosView = lazy(async () => ({ default: (await loadChaos()).Chaos }))
/** What goes over the wire. */
export const WireView = lazy(async () => ({ default: (await loadWire()).Wire }))

/** Brings them when there is nothing else to do: they are there even when the server is not. */
export function fetchLaterViews(): void {
  const begin = (): void => void Promise.all([loadCode(), loadWire(), loadChaos()]).catch(() => undefined)
  if ('requestIdleCallback' in globalThis) requestIdleCallback(begin)
  else setTimeout(begin, 1_000)
}
