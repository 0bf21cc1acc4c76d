import type * as z from 'zod/mini'
import { nearest } from './nearest.ts'

/** Says in our words what zod found: what is wrong with the value, and what would be right. */
export function explain(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is required'
  switch (issue.code) {
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}; received ${show(issue.input)}${meant(issue)}`
    case 'invalid_type':
      return `must be ${nouns[issue.expected] ?? issue.expected}; received ${show(issue.input)}`
    case 'unrecognized_keys':
      return 'is not a known field'
    default:
      return `is not acceptable (${issue.code}); received ${show(issue.input)}`
  }
}

const nouns: Readonly<Record<string, string>> = { string: 'a string', array: 'a list', object: 'an object' }

function meant(issue: z.core.$ZodIssueInvalidValue | z.core.$ZodRawIssue<z.core.$ZodIssueInvalidValue>): string {
  const near = typeof issue.input === 'string' && nearest(issue.input, issue.values.map(String))
  return near ? `. Did you mean ${near}?` : ''
}

// Only text is quoted, and shortly: anything else may be cyclic, a BigInt, or throw when it is printed.
function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`
}
