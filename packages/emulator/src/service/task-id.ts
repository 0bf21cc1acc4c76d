import { seededRandom } from '../seeded-random.ts'

// Crockford's alphabet, which a ULID is written in.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `tk-hiapi-` and 26 characters of a ULID: ten of time, sixteen drawn from the seed. @see contract: Answers */
export function taskIdOf(nowMs: number, seed: string): string {
  const random = seededRandom(seed)
  const time = Array.from({ length: 10 }, (_, index) => alphabet[Math.floor(nowMs / 32 ** (9 - index)) % 32])
  const rest = Array.from({ length: 16 }, () => alphabet[random.whole(0, 31)])
  return `tk-hiapi-${time.join('')}${rest.join('')}`
}
