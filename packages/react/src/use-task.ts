import { idle, type TaskState } from '@nano-banana/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useClient } from './provider.ts'

/** Follows a task made elsewhere, for as long as the component is mounted; `idle` before the first look, and without an id. */
export function useTask(taskId: string | undefined): TaskState {
  const client = useClient()
  const [generation] = useState(() => client.createGeneration())
  useEffect(() => {
    if (taskId === undefined) return
    generation.follow(taskId).catch(() => undefined)
    return generation.reset
  }, [generation, taskId])
  return useSyncExternalStore(generation.subscribe, generation.get, getServerState)
}

const getServerState = (): TaskState => idle
