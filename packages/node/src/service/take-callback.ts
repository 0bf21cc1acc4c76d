import type { Operation } from '@nano-banana/core'
import { answerRejection } from '../callback/answer-rejection.ts'
import { type Answer, answers } from '../callback/answers.ts'
import type { CallbackReading } from '../callback/callback-reading.ts'
import { CallbackRejectedError } from '../callback/callback-rejected-error.ts'
import type { VerifiedCallback } from '../callback/create-verify-callback.ts'
import { verifyCallback } from '../callback/verify-callback.ts'
import { change } from './change.ts'
import { finishOperation } from './finish.ts'
import { hasten } from './life.ts'
import { look } from './look.ts'
import type { ServiceTools } from './service-tools.ts'
import { settleOperation } from './settle.ts'

/** What a callback came to: what its sender is told, and what is still to be done. */
export interface TakenCallback {
  readonly answer: Answer
  readonly work?: () => Promise<void>
}

const received: TakenCallback = { answer: answers.received }

/** Writes down what a callback tells, before anybody is told so. `path` is where it arrived. Never rejects. */
export async function takeCallback<Tx>(
  reading: CallbackReading,
  path: string,
  tools: ServiceTools<Tx>,
): Promise<TakenCallback> {
  if ('refusal' in reading) return { answer: reading.refusal }
  const { callback, reportError, clock, signatures } = tools
  if (callback === undefined) return { answer: answers.notFound }
  try {
    const { secrets = [], allowUnsigned = false } = callback
    const heard = await verifyCallback({ ...reading, secrets, allowUnsigned, nowMs: clock.now() })
    const token = path.slice(path.lastIndexOf('/') + 1)
    // Without a signature, all that proves anything is an address that cannot be guessed.
    if (heard.verdict === 'unsigned' && !signatures.isToken(token)) return { answer: answers.unauthorized }
    const operation = await operationOf(heard, token, tools)
    return operation ? await take(operation, heard, tools) : received
  } catch (error) {
    if (error instanceof CallbackRejectedError) return { answer: answerRejection(error) }
    reportError(error)
    return { answer: answers.unavailable }
  }
}

// The address names the operation even before the service has said which task it is.
async function operationOf<Tx>(
  { task: { taskId } }: VerifiedCallback,
  token: string,
  { journal, signatures }: ServiceTools<Tx>,
): Promise<Operation | undefined> {
  const named = await journal.getByTask(taskId)
  if (named || !signatures.isToken(token)) return named
  const addressed = await journal.getByToken(token)
  // Its task may have become known between the two questions.
  return addressed?.taskId === undefined || addressed.taskId === taskId ? addressed : undefined
}

async function take<Tx>(
  operation: Operation,
  { verdict, task }: VerifiedCallback,
  tools: ServiceTools<Tx>,
): Promise<TakenCallback> {
  const { journal, clock, client } = tools
  const { operationId } = operation
  if (operation.state === 'final' || operation.state === 'settled') return received
  const isWhole = task.status !== 'success' || task.outputs.length > 0
  if (verdict === 'trusted' && isWhole) {
    const final = await finishOperation(operationId, task, tools)
    client.observe(task)
    return final ? { ...received, work: () => settleOperation(final, tools) } : received
  }
  // It may be old, or anybody's: the service alone is believed, by us now or by the next sweep.
  const open = await change(journal, operationId, hasten(clock.now()))
  const asked = verdict === 'unsigned' ? open : open && { ...open, taskId: open.taskId ?? task.taskId }
  return asked?.taskId !== undefined && tools.doorbells.ring()
    ? { ...received, work: () => look(asked, tools.closed, tools) }
    : received
}
