import type { Wish } from '../wish/wish.ts'

/** A name for the picture's file, made of the first words of its prompt. */
export function fileName({ prompt, output_format }: Pick<Wish, 'prompt' | 'output_format'>): string {
  const [first = 'picture', ...words] = prompt.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const slug = words.reduce(
    (name, word) => (name.length + word.length < longest ? `${name}-${word}` : name),
    first.slice(0, longest),
  )
  return `${slug}.${output_format}`
}

const longest = 48
