import type { Operation } from '@nano-banana/core'
import { inParallel } from './in-parallel.ts'
import { look, tell } from './look.ts'
import type { ServiceTools } from './service-tools.ts'

const pageSize = 100
/** Fewer are cheaper to ask for one by one. */
const fewestForPages = 3
/** Its own clock and the service's may differ by so much. */
const skewMs = 600_000

/** Asks what has become of tasks: page by page of the account's list, from the newest to the oldest of them, and alone for those it did not show. */
export async function lookAtMany<Tx>(
  operations: readonly Operation[],
  { signal, ...tools }: ServiceTools<Tx> & { readonly signal: AbortSignal },
): Promise<void> {
  const missing = new Map(operations.map((operation) => [operation.taskId, operation]))
  if (missing.size >= fewestForPages) await lookAtPages(missing, { ...tools, signal })
  await inParallel(missing.values(), { width: 4, reportError: tools.reportError }, async (operation) => {
    if (!signal.aborted) await look(operation, signal, tools)
  })
}

async function lookAtPages<Tx>(
  missing: Map<string | undefined, Operation>,
  { signal, ...tools }: ServiceTools<Tx> & { readonly signal: AbortSignal },
): Promise<void> {
  const oldestMs = Math.min(...[...missing.values()].map(({ createdAtMs }) => createdAtMs)) - skewMs
  // Rows move on while others submit: whatever slips through is asked for alone.
  for (let page = 1; missing.size >= fewestForPages && !signal.aborted; page += 1) {
    const { tasks } = await tools.client.tasks.list({ page, size: pageSize }, { signal, priority: 'background' })
    const shown = tasks.flatMap((task) => {
      const operation = missing.get(task.taskId)
      missing.delete(task.taskId)
      return operation ? { operation, task } : []
    })
    await inParallel(shown, { width: 8, reportError: tools.reportError }, ({ operation, task }) =>
      tell(operation, task, tools),
    )
    const last = tasks.at(-1)
    if (last === undefined || tasks.length < pageSize || (last.createdAtMs > 0 && last.createdAtMs < oldestMs)) return
  }
}
