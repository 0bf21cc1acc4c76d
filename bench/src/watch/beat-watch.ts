import { type CreateWatch, isTerminal, type TaskPage, type TaskSnapshot, type WatchedTask } from '@nano-banana/node'

const patienceMs = 60_000

/** Follows all tasks of a client by the first page of the list, on a fixed beat: what the shared watch is held against. */
export const beatWatch =
  (everyMs: number): CreateWatch =>
  ({ clock, readPage }) => {
    const { signal } = new AbortController()
    let next: Promise<TaskPage> | undefined

    async function readNext(): Promise<TaskPage> {
      await clock.sleep(everyMs, signal)
      next = undefined
      return readPage({ page: 1, size: 100 }, { signal, endsAtMs: clock.monotonic() + patienceMs })
    }

    async function* follow({ taskId }: WatchedTask): AsyncGenerator<TaskSnapshot, void> {
      for (let status = ''; !isTerminal(status); ) {
        next ??= readNext()
        const task = (await next).tasks.find((row) => row.taskId === taskId)
        if (task) yield task
        status = task?.status ?? ''
      }
    }

    return { follow, observe: () => undefined }
  }
