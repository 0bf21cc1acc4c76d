import type { TaskSnapshot } from '@nano-banana/core'
import { joinTabs, type Tab, type TabTools } from './join-tabs.ts'

/** Whoever waits for one task. */
export interface NewsListener {
  readonly onTask: (task: TaskSnapshot, isHearsay: boolean) => void
  /** This page leads from now on: somebody must look for what the one before has not told. */
  readonly onLead: () => void
}

/** What this page hears of the tasks it waits for. It listens only while somebody waits. */
export interface TaskNews extends Pick<Tab, 'isLeading' | 'isListening' | 'tell'> {
  /** Listens for a task; returns how to stop. */
  readonly open: (taskId: string, listener: NewsListener) => () => void
}

/** Nobody waits yet. */
export function createTaskNews(tools: TabTools): TaskNews {
  const listeners = new Map<NewsListener, string>()
  let tab: Tab | undefined

  const join = (): Tab =>
    joinTabs(tools, {
      waits: () => [...new Set(listeners.values())],
      onTask(task, isHearsay) {
        for (const [listener, taskId] of listeners) if (taskId === task.taskId) listener.onTask(task, isHearsay)
      },
      onLead() {
        for (const listener of listeners.keys()) listener.onLead()
      },
    })

  return {
    isLeading: () => tab?.isLeading() ?? false,
    isListening: () => tab?.isListening() ?? false,
    tell: (task) => tab?.tell(task),
    open(taskId, listener) {
      listeners.set(listener, taskId)
      tab ??= join()
      tab.want(taskId)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        tab?.leave()
        tab = undefined
      }
    },
  }
}
