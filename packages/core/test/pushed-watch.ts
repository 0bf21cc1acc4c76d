import type { CreateWatch, Follower, WatchedTask } from '../src/index.ts'

/** Somebody who follows, and how often he has left. */
export interface Following {
  readonly task: WatchedTask
  readonly follower: Follower
  left: number
}

/** A watch that a test speaks for. */
export interface PushedWatch {
  readonly watch: CreateWatch
  readonly followings: readonly Following[]
  /** Speaks to all that ever followed, whether they have left or not. */
  readonly see: Follower['see']
  readonly fail: Follower['fail']
}

/** `onFollow` speaks before following has begun, `onLeave` as it ends. */
export function createPushedWatch(
  onFollow: (follower: Follower) => void = () => undefined,
  onLeave: () => void = () => undefined,
): PushedWatch {
  const followings: Following[] = []
  return {
    watch: () => ({
      follow(task, follower) {
        const following = { task, follower, left: 0 }
        followings.push(following)
        onFollow(follower)
        return () => {
          following.left += 1
          onLeave()
        }
      },
      observe: () => undefined,
    }),
    followings,
    see(task) {
      for (const { follower } of followings) follower.see(task)
    },
    fail(error) {
      for (const { follower } of followings) follower.fail(error)
    },
  }
}
