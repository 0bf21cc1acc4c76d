import { type CreateTaskRequest, type ParsedTaskRequest, readTaskRequest } from './schema/create-task-request.ts'
import { parse } from './schema/parse.ts'

/**
 * The bytes that ask for a task. Kept, they can be sent again by `tasks.create` after a crash, or by a later version,
 * and are the same request under the same key. Throws `InvalidInputError`.
 */
export const requestBody = (request: CreateTaskRequest): string => writeBody(parse(readTaskRequest, request, 'request'))

/** The bytes of a request that was checked. An empty route counts as absent; JSON leaves it out. */
export const writeBody = (request: ParsedTaskRequest): string =>
  JSON.stringify({ ...request, route: request.route || undefined })
