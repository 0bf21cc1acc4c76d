import { wordsOf } from './words-of.ts'

/** Names rows that have no name of their own. */
export interface RowNames {
  /** Takes a name; `false` when it is taken. */
  readonly take: (id: string) => boolean
  /**
   * Makes a name of the wish, so that rows may be moved, added and removed around it. Equal wishes are counted: of two
   * that are asked for twice, both are made, and which of them is removed makes no difference.
   */
  readonly make: (prompt: string, wish: string) => string
}

/** No name is taken yet. */
export function createRowNames(): RowNames {
  const taken = new Set<string>()
  const take = (id: string): boolean => !taken.has(id) && Boolean(taken.add(id))
  return {
    take,
    make(prompt, wish) {
      const name = `${wordsOf(prompt, 40) || 'picture'}-${wish.slice(0, 12)}`
      for (let nth = 1; ; nth += 1) {
        const id = nth === 1 ? name : `${name}-${nth}`
        if (take(id)) return id
      }
    },
  }
}
