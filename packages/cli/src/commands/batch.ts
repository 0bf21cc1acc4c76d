import { type BatchEvent, type BatchProgress, planBatch, runBatch } from '@nano-banana/node'
import { type BatchFlags, scopeOf } from '../batch/batch-flags.ts'
import { batchExitCode, nextLines } from '../batch/batch-outcome.ts'
import { createBatchScreen } from '../batch/batch-screen.ts'
import { planLines, problemLines } from '../batch/plan-lines.ts'
import { type Connection, connectOrEmulate } from '../connect.ts'
import { exitCodes } from '../exit-code.ts'
import { isEmulated, reportError } from '../report.ts'
import type { Terminal } from '../terminal.ts'

/** `nano-banana batch`: a picture of each row of a file; again, to go on. */
export async function batch(file: string, flags: BatchFlags, terminal: Terminal): Promise<number> {
  const { json } = flags
  let connection: Connection | undefined
  try {
    if (flags.dryRun) return await tellPlan(file, flags, terminal)
    connection = await connectOrEmulate(terminal, { ...flags, isForMany: true })
    return await work(file, flags, { ...connection, terminal })
  } catch (error) {
    return reportError(error, terminal, { json, service: connection?.service })
  } finally {
    await connection?.close()
  }
}

async function tellPlan(file: string, flags: BatchFlags, terminal: Terminal): Promise<number> {
  const plan = await planBatch({ ...scopeOf(file, flags), signal: terminal.stopSignal })
  if (flags.json) terminal.print(JSON.stringify({ type: 'planned', plan }))
  else {
    for (const line of problemLines(file, plan)) terminal.say(line)
    for (const line of planLines(plan)) terminal.print(line)
  }
  return plan.problems.length > 0 ? exitCodes.usage : exitCodes.done
}

async function work(
  file: string,
  flags: BatchFlags,
  { terminal, client, service, trustedOrigins }: Connection & { readonly terminal: Terminal },
): Promise<number> {
  const isEmbedded = service === 'embedded'
  const emulated = isEmulated({ service }) && { emulated: true }
  const screen = flags.json ? undefined : createBatchScreen(terminal, { file, isEmbedded })
  const onProgress = (event: BatchEvent, progress: BatchProgress): void => {
    if (screen) screen.show(event, progress)
    else terminal.print(JSON.stringify({ ...event, progress, ...emulated }))
  }
  const report = await runBatch({
    ...scopeOf(file, flags),
    ...{ client, trustedOrigins, onProgress, signal: terminal.stopSignal, isEphemeral: isEmbedded },
    ...{ concurrency: flags.concurrency, isSameAccount: flags.sameAccount },
  }).finally(() => screen?.end())
  const { results: _, ...summary } = report
  if (flags.json) terminal.print(JSON.stringify({ type: 'done', ...summary, ...emulated }))
  else {
    for (const line of nextLines(report)) terminal.say(line)
    if (report.resultsPath !== undefined) terminal.print(report.resultsPath)
  }
  return batchExitCode(report)
}
