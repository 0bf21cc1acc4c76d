import { setTimeout } from 'node:timers/promises'
import { createNanoBanana, isNanoBananaError, pollWatch } from '@nano-banana/node'
import type { ClientMessage } from './client-message.ts'
import { countFetches } from './count-fetches.ts'
import { isJob, type Job } from './job.ts'
import type { Rejection, Success } from './report.ts'

// A process of its own: makes the calls it is asked for, side by side, and tells how each ended.
process.on('message', (message) => {
  if (isJob(message)) void run(message)
})
process.once('disconnect', () => process.exit())
// In a process that lives for long garbage is collected at any moment: nothing may be lost with it.
setInterval(() => globalThis.gc?.(), 200)
say({ type: 'ready' })

async function run(job: Job): Promise<void> {
  const { cell } = job
  let isSettled = false
  const { fetch, fetches } = countFetches({
    onStart: () => isSettled && say({ type: 'late', cell }),
    onRefused: () => say({ type: 'refused', cell }),
  })
  const result = await call(job, fetch)
  isSettled = true
  say({ type: 'settled', cell, fetches: fetches(), result })
}

async function call(job: Job, fetch: typeof globalThis.fetch): Promise<Success | Rejection> {
  const { cell, request, taskId, apiKey, baseUrl, deadlineMs, attemptTimeoutMs } = job
  const client = createNanoBanana({
    apiKey,
    baseUrl,
    fetch,
    retry: { attemptTimeoutMs },
    watch: pollWatch({ intervalMs: 50 }),
  })
  try {
    if (job.isWarm) {
      await client.tasks.list({ size: 1 }, { deadlineMs })
      // fetch takes its connection back a moment after the answer; before that it would open another.
      await setTimeout(20)
    }
    const key = request === 'keyless' ? { idempotencyKey: false as const } : {}
    const { createdAtMs, outputs, ...task } =
      request === 'get'
        ? await client.tasks.get(taskId, { deadlineMs })
        : (await client.generate({ prompt: cell }, { deadlineMs, ...key })).task
    return { isSuccess: true, taskId: task.taskId, createdAtMs, outputs: outputs.length }
  } catch (error) {
    const facts = isNanoBananaError(error) ? { ...error.toJSON() } : { message: String(error) }
    return { isSuccess: false, isSdkError: isNanoBananaError(error), facts }
  }
}

function say(message: ClientMessage): void {
  process.send?.(message)
}
