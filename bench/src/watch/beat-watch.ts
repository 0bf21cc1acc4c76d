import type { CreateWatch, TaskPage } from '@nano-banana/node'

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

    return {
      follow({ taskId }, follower) {
        let isLeft = false
        const tell = async (): Promise<void> => {
          while (!isLeft) {
            next ??= readNext()
            const task = (await next).tasks.find((row) => row.taskId === taskId)
            if (task) follower.see(task)
          }
        }
        tell().catch((error) => follower.fail(error))
        return () => {
          isLeft = true
        }
      },
      observe: () => undefined,
    }
  }
