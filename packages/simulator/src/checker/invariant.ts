import type { Evidence } from './evidence.ts'

/** What an invariant found in one world. */
export interface Finding {
  /** How often there was something to check: an invariant that was never put to the test proves nothing. */
  readonly reached: number
  /** A sentence for each breach. */
  readonly breaches: readonly string[]
}

/** Something that must hold in every schedule. @see docs/guides/reliability.md */
export interface Invariant {
  readonly id: string
  readonly claim: string
  readonly check: (evidence: Evidence) => Finding
}

/** Checks each of many things in the same way: a sentence for what is wrong, nothing for what is right. */
export function checkEach<Item>(items: readonly Item[], breachOf: (item: Item) => string | undefined): Finding {
  return { reached: items.length, breaches: items.flatMap((item) => breachOf(item) ?? []) }
}
