import { type CheckedRow, isRowProblem, type RowList } from '../rows/check-rows.ts'
import { type Course, type CourseOptions, chooseCourse } from './choose-course.ts'
import type { Standings } from './standing.ts'

/** Something to do. */
export interface Job {
  /** Nothing for an operation whose row is gone: what may be paid is brought to its end all the same. */
  readonly row: CheckedRow | undefined
  readonly course: Course
}

/** What is to be done, the most urgent first: pictures that wait to be loaded, by the time left, then what is open, then all that is new. */
export function makeJobs(list: RowList, { rows: standings }: Standings, options: CourseOptions): readonly Job[] {
  const rows = list.flatMap((row) => (isRowProblem(row) ? [] : [row]))
  const known = new Set(rows.map(({ id }) => id))
  const left = [...standings].flatMap(([id, standing]): readonly Job[] =>
    known.has(id) || options.isEphemeral || !['accepted', 'final'].includes(standing.state)
      ? []
      : [{ row: undefined, course: { kind: 'go_on', standing, differs: false } }],
  )
  const jobs = rows.map((row): Job => ({ row, course: chooseCourse(row, standings.get(row.id), options) }))
  return [...left, ...jobs].sort((a, b) => rankOf(a) - rankOf(b) || expiryOf(a) - expiryOf(b))
}

const ranks = { final: 0, parked: 1, accepted: 1, intended: 2, settled: 3 } as const

const rankOf = ({ course }: Job): number => (course.kind === 'submit' ? 4 : ranks[course.standing.state])

const expiryOf = ({ course }: Job): number =>
  course.kind === 'go_on' && course.standing.state === 'final' ? course.standing.expiresAtMs : 0
