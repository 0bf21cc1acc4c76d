import * as z from 'zod/mini'
import { mustBe } from './must-be.ts'
import { nearest } from './nearest.ts'

/** An object that takes these fields and no other; an unknown one is named, and where or how it was probably meant. */
export const strictFields = <Shape extends z.core.$ZodShape>(
  place: string,
  shape: Shape,
): z.ZodMiniObject<Shape, z.core.$strict> =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key: string) => explainUnknown(key, place, Object.keys(shape))).join('; ')
        : mustBe('an object', issue.input),
  })

// Where fields are most often put that belong elsewhere.
const inputFields = ['prompt', 'image_input', 'aspect_ratio', 'resolution', 'output_format']
const requestFields = ['model', 'input', 'callback', 'route', 'storage']

function explainUnknown(key: string, place: string, known: readonly string[]): string {
  const problem = `is not a field of ${place}`
  const near = nearest(key, known)
  if (near) return `${problem}: did you mean ${near}?`
  const inInput = nearest(key, inputFields)
  if (inInput) return `${problem}: ${inInput} belongs in input`
  const atTop = nearest(key, requestFields)
  if (atTop) return `${problem}: ${atTop} belongs at the top level of the request, beside input`
  return `${problem}, which has ${known.join(', ')}`
}
