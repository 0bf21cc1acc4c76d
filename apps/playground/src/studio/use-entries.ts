import { useSyncExternalStore } from 'react'
import type { Entry } from './entry.ts'
import type { Studio } from './studio.ts'

/** All generations as they stand, newest first. */
export const useEntries = (studio: Studio): readonly Entry[] => useSyncExternalStore(studio.subscribe, studio.get)
