import { createTaskRequestSchema } from '@nano-banana/core'

/** Reads the body of a create. */
export const parseCreate = (body: string) => createTaskRequestSchema.safeParse(parseJson(body))

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
