import type { WireStory } from '../wire/told-by.ts'

/** What a task has cost in requests, in words. */
export function spentWords({ spent: { creates, reads, lists }, callbacks }: WireStory): string {
  const parts = [
    count(creates, 'create', 'creates'),
    count(reads, 'read', 'reads'),
    lists > 0 && `${count(lists, 'list', 'lists')}, shared`,
    callbacks > 0 && `${count(callbacks, 'callback', 'callbacks')} in`,
  ]
  return parts.filter(Boolean).join(' · ')
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`
