import { isOperationName } from '../operation-name.ts'
import { notFound } from '../wire.ts'
import type { Route } from './route-of.ts'
import { standingAnswer } from './standing-answer.ts'

/** What an operation of the user's has come to. */
export const operationRoute =
  (encoded = ''): Route =>
  async ({ user }, { tasks }) => {
    const name = decoded(encoded)
    const standing = isOperationName(name) ? await tasks.standingOf(user.id, name) : undefined
    return standing ? standingAnswer(standing) : notFound()
  }

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
