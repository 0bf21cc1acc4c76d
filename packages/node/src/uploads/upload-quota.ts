import { UploadRefusal } from './upload-refusal.ts'

/** How much each user may upload. */
export interface UploadLimits {
  /** Uploads a day (UTC), also those that were refused on their way. @default 200 */
  readonly filesPerDay: number
  /** Bytes a day, likewise. @default 536_870_912 */
  readonly bytesPerDay: number
  /** Uploads under way. @default 4 */
  readonly atOnce: number
}

/** What each user has uploaded today, in this process. */
export interface UploadQuota {
  /** Lets one more upload of a user begin. Throws `UploadRefusal`. */
  readonly enter: (userId: string) => UploadPass
}

/** Leave for one upload. */
export interface UploadPass {
  /** Counts bytes as they come. Throws `UploadRefusal` when they are too many. */
  readonly spend: (bytes: number) => void
  readonly leave: () => void
}

interface Spent {
  files: number
  bytes: number
}

const dayMs = 24 * 3_600_000

/** Nothing spent yet. */
export function createUploadQuota({ filesPerDay, bytesPerDay, atOnce }: UploadLimits, now: () => number): UploadQuota {
  const underWay = new Map<string, number>()
  const spent = new Map<string, Spent>()
  let today = 0

  function spentBy(userId: string): Spent {
    const day = Math.floor(now() / dayMs)
    if (day !== today) spent.clear()
    today = day
    const found = spent.get(userId) ?? { files: 0, bytes: 0 }
    spent.set(userId, found)
    return found
  }
  const enough = (): UploadRefusal =>
    new UploadRefusal(429, 'RATE_LIMITED', {
      message: 'That is all you may upload today: try again tomorrow',
      retryAfterMs: dayMs - (now() % dayMs),
    })

  return {
    enter(userId) {
      const running = underWay.get(userId) ?? 0
      if (running >= atOnce)
        throw new UploadRefusal(429, 'RATE_LIMITED', {
          message: 'Too many uploads at once: let one end first',
          retryAfterMs: 1_000,
        })
      const mine = spentBy(userId)
      if (mine.files >= filesPerDay || mine.bytes >= bytesPerDay) throw enough()
      mine.files += 1
      underWay.set(userId, running + 1)
      return {
        spend(bytes) {
          const mine = spentBy(userId)
          mine.bytes += bytes
          if (mine.bytes > bytesPerDay) throw enough()
        },
        leave() {
          const left = (underWay.get(userId) ?? 1) - 1
          if (left > 0) underWay.set(userId, left)
          else underWay.delete(userId)
        },
      }
    },
  }
}
