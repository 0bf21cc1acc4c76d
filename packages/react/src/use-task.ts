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
  const state = useSyncExternalStore(generation.subscribe, generation.get, getServerState)
  // For one render after the id changed, the slot still speaks of the task before.
  return 'taskId' in state && state.taskId !== taskId ? idle : state
}

const getServerState = (): TaskState => idle
