import { useSyncExternalStore } from 'react'
import type { WireEntry } from './wire-entry.ts'
import type { WireStore } from './wire-store.ts'

/** What went over the wire, as it goes. */
export const useWire = (wire: WireStore): readonly WireEntry[] => useSyncExternalStore(wire.subscribe, wire.get)
