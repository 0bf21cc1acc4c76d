import type { DownloadedFile, GenerationResult, TaskSnapshot } from '@nano-banana/node'
import { isEmulated, type ReportContext } from './report.ts'
import type { Terminal } from './terminal.ts'

/** Tells what was made and where it is. */
export function presentResult(
  { taskId, replayed, outputs }: GenerationResult,
  files: readonly DownloadedFile[],
  { terminal, json, ...context }: ReportContext & { readonly terminal: Terminal },
): void {
  if (json) {
    const emulated = isEmulated(context) && { emulated: true }
    terminal.print(JSON.stringify({ taskId, status: 'success', replayed, files, outputs, ...emulated }))
    return
  }
  for (const { path, bytes, format } of files) {
    terminal.print(path)
    terminal.say(
      `✓ ${format ?? 'file'}, ${(bytes / 1024).toFixed(0)} kB · ${taskId}${isEmulated(context) ? ' · emulated' : ''}`,
    )
  }
}

/** Tells where a task stands. */
export function presentTask(
  task: TaskSnapshot,
  { terminal, json, ...context }: ReportContext & { readonly terminal: Terminal },
): void {
  if (json) {
    terminal.print(JSON.stringify({ ...task, ...(isEmulated(context) && { emulated: true }) }))
    return
  }
  terminal.print([task.taskId, task.status.padEnd(9), new Date(task.createdAtMs).toISOString()].join('  '))
  if (task.failure) terminal.print(`  ${task.failure.message} (${task.failure.code})`)
  for (const { url, expiresAtMs } of task.outputs) {
    terminal.print(`  ${url}${expiresAtMs ? `  until ${new Date(expiresAtMs).toISOString()}` : ''}`)
  }
}
