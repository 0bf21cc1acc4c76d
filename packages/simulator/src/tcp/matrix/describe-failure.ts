import type { Failure } from './run-matrix.ts'

/** A failing cell in one line: where it is, what was expected, and what was seen. */
export function describeFailure({ cell, complaints }: Failure): string {
  const told = complaints.map(({ expected, seen }) => `expected: ${expected}; seen: ${seen}`)
  return `${cell.kind} × ${cell.phase} × ${cell.request}: ${told.join(' | ')}`
}
