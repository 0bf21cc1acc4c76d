import { generateInputSchema } from '@nano-banana/react'

/** The references with one more, or why it cannot be one. */
export type AddedReference = { readonly references: readonly string[] } | { readonly problem: string }

/**
 * Adds the URL of a reference picture, in the words of the shared schema when it will not do.
 * A file becomes a reference by the URL that its upload answers with.
 */
export function addReference(references: readonly string[], typed: string): AddedReference {
  const url = typed.trim()
  if (references.includes(url)) return { problem: 'This picture is a reference already.' }
  const issue = generateInputSchema
    .safeParse({ prompt: 'any', image_input: [url] })
    .error?.issues.find(({ path }) => path[0] === 'image_input')
  return issue ? { problem: `The URL ${issue.message}.` } : { references: [...references, url] }
}
