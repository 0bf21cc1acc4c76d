import type { ForwardedCallback } from '@nano-banana/node'
import { isEmulated, type ReportContext } from './report.ts'
import type { Terminal } from './terminal.ts'

/** Tells one attempt to deliver a callback, in one line. */
export function presentDelivery(
  { task, attempt, status, isAcknowledged, tookMs, againInMs }: ForwardedCallback,
  { terminal, json, ...context }: ReportContext & { readonly terminal: Terminal },
): void {
  const { taskId } = task
  if (json) {
    const facts = { taskId, status: task.status, attempt, answer: status ?? null, acknowledged: isAcknowledged }
    const times = { tookMs: Math.round(tookMs), againInMs: againInMs === undefined ? null : Math.round(againInMs) }
    terminal.print(JSON.stringify({ ...facts, ...times, ...(isEmulated(context) && { emulated: true }) }))
    return
  }
  const parts = [
    `${isAcknowledged ? '✓' : '✗'} ${status ?? 'no answer'}`,
    taskId,
    task.status,
    `${tookMs.toFixed(0)} ms`,
  ]
  if (!isAcknowledged)
    parts.push(`attempt ${attempt} of 4, ${againInMs === undefined ? 'given up' : `again in ${inSeconds(againInMs)}`}`)
  terminal.print(parts.join('  '))
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
