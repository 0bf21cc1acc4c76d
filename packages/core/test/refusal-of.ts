import { expect } from 'vitest'
import type { GenerateInput, GenerateOptions, InvalidInputError } from '../src/index.ts'
import { errorOf, setup } from './setup.ts'
import { accepted, done } from './wire.ts'

/**
 * What `generate` says to a call that it must not send, and that it did not send it.
 * The compiler would stop most of these; a form, a JSON file or plain JavaScript does not.
 */
export async function refusalOf(input: unknown, options?: unknown): Promise<InvalidInputError> {
  const { client, clock, requests } = setup(accepted, done)
  const error = await errorOf(client.generate(input as GenerateInput, options as GenerateOptions))
  expect(requests).toEqual([])
  expect(clock.pending()).toBe(0)
  expect(error).toMatchObject({ name: 'InvalidInputError', code: 'invalid_input', phase: 'input', outcome: 'not_sent' })
  if (error.code !== 'invalid_input') throw error
  expect(error.message).toContain(`${error.field} `)
  return error
}
