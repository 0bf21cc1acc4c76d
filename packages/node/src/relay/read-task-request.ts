import { InvalidInputError, model, type ParsedTaskRequest, parseGenerateInput } from '@nano-banana/core'

/** Reads what a browser may ask for: a model and an input. Callbacks, routes and storage are the server's to choose. */
export function readTaskRequest(json: unknown): ParsedTaskRequest {
  if (typeof json !== 'object' || json === null) throw refuse('request', 'must be an object')
  const { model: asked, input, ...rest } = { model: undefined, input: undefined, ...json }
  if (asked !== model) throw refuse('model', `must be ${model}`)
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw refuse(unknown.slice(0, 64), 'cannot be chosen through a relay')
  return { model, input: parseGenerateInput(input) }
}

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])
