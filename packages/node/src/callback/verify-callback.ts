import { createVerifyCallback, type VerifyCallback } from './create-verify-callback.ts'
import { nodeHmac } from './node-hmac.ts'

/**
 * Says whether HiAPI sent a callback, and reads the task in it.
 * Rejects with `CallbackRejectedError` whatever the bytes and the headers are; answer 401 then, always alike.
 * Rejects with `InvalidInputError` when it is called wrongly, as with a body that was parsed already.
 *
 * @example
 * const body = new Uint8Array(await request.arrayBuffer())
 * const { verdict, task } = await verifyCallback({ body, headers: request.headers, secrets })
 * const current = verdict === 'trusted' ? task : await client.tasks.get(task.taskId)
 */
export const verifyCallback: VerifyCallback = createVerifyCallback(nodeHmac)
