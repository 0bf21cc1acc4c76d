import type { CheckedRow } from '../rows/check-rows.ts'
import type { Standing } from './standing.ts'

/** What is to be done for a row: ask for its picture, or go on with an operation that was asked for before, to its end. */
export type Course =
  | { readonly kind: 'submit'; readonly attempt: number }
  | { readonly kind: 'go_on'; readonly standing: Standing; readonly differs: boolean }

/** What the caller has decided. */
export interface CourseOptions {
  readonly retryFailed: boolean
  readonly isEphemeral: boolean
}

/**
 * Chooses what to do for a row. Nothing that may have been paid is ever asked for again by itself, and what was asked for
 * under the row's id before stays, whatever the row says now. Pure.
 */
export function chooseCourse(
  row: Pick<CheckedRow, 'wish'>,
  standing: Standing | undefined,
  options: CourseOptions,
): Course {
  if (standing === undefined) return { kind: 'submit', attempt: 1 }
  const differs = standing.wish !== undefined && standing.wish !== row.wish
  return isOver(standing, { ...options, differs })
    ? { kind: 'submit', attempt: standing.attempt + 1 }
    : { kind: 'go_on', standing, differs }
}

/** Whether an earlier try has come to nothing, and another one is wanted. */
function isOver(
  { state, status, isUnsent, isDiscarded, reason }: Standing,
  { differs, retryFailed, isEphemeral }: CourseOptions & { readonly differs: boolean },
): boolean {
  if (isDiscarded) return false
  // Nothing was made and nothing paid: the row may say something better.
  if (differs && (isUnsent || reason === 'refused')) return true
  if (retryFailed && (status === 'fail' || reason === 'refused')) return true
  return isEphemeral && state !== 'settled' && status !== 'fail' && reason !== 'refused' && !isUnsent
}
