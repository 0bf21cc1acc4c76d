import type * as z from 'zod/mini'
import { explain } from './explain.ts'
import { nearest } from './nearest.ts'

const fieldsByPlace = {
  'the request': ['model', 'input', 'callback', 'route', 'storage'],
  input: ['prompt', 'image_input', 'aspect_ratio', 'resolution', 'output_format'],
  callback: ['url', 'when'],
  'the options': ['signal', 'deadlineMs', 'idempotencyKey', 'onUpdate', 'callback', 'route', 'storage'],
} as const

/** Where a field may stand. */
export type Place = keyof typeof fieldsByPlace

/** `explain` for an object: names the unknown fields, and where or how each was probably meant. */
export function explainFieldsOf(place: Place): (issue: z.core.$ZodRawIssue) => string {
  return (issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key: string) => explainUnknown(key, place)).join('; ')
      : explain(issue)
}

function explainUnknown(key: string, place: Place): string {
  const near = nearest(key, fieldsByPlace[place])
  if (near) return `is not a field of ${place}: did you mean ${near}?`
  const inInput = nearest(key, fieldsByPlace.input)
  if (inInput) return `is not a field of ${place}: ${inInput} belongs in input`
  const atTop = nearest(key, fieldsByPlace['the request'])
  if (atTop) return `is not a field of ${place}: ${atTop} belongs at the top level of the request, beside input`
  return `is not a field of ${place}, which has ${fieldsByPlace[place].join(', ')}`
}
