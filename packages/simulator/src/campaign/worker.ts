import { parentPort } from 'node:worker_threads'
import { runStretch } from './stretch.ts'

// Schedules throw by the thousand, and nobody reads where.
Error.stackTraceLimit = 0

parentPort?.on('message', async (message: 'end' | { readonly from: number; readonly to: number }) => {
  if (message === 'end') return parentPort?.close()
  const seeds = Array.from({ length: message.to - message.from + 1 }, (_, index) => message.from + index)
  parentPort?.postMessage(await runStretch(seeds))
})
