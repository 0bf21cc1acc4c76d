const base = 36

/** Names the moment of an event: a stream that goes on tells what has ended since. */
export const eventIdAt = (nowMs: number): string => Math.floor(nowMs).toString(base)

/** The moment that a browser says it has heard of last; anybody may say anything. */
export function momentOf(eventId: string | null): number | undefined {
  if (eventId === null || !/^[0-9a-z]{1,10}$/.test(eventId)) return undefined
  return Number.parseInt(eventId, base)
}
