import { createHash } from 'node:crypto'
import { type CreateTaskRequest, createTaskRequestSchema, requestBody } from '@nano-banana/core'

/** What is asked for, as a hash: the same for the same wish, however it was written and whatever was left to the defaults. */
export const wishOf = (request: CreateTaskRequest): string => hash(requestBody(request))

/** The wish in the bytes of a request, wherever its answer goes; nothing when they were erased. */
export function wishIn(body: string): string | undefined {
  if (body === '') return undefined
  const { callback: _, ...request } = JSON.parse(body)
  // Written anew, so that a later version's defaults make no other wish of it.
  const { data } = createTaskRequestSchema.safeParse(request)
  return data ? wishOf(data) : hash(JSON.stringify(request))
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
