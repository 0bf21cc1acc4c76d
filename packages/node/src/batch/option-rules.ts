import { type InputIssue, InvalidInputError } from '@nano-banana/core'
import { problemWithPrices } from '../cost/prices.ts'
import type { BatchOptions } from './batch-options.ts'

/** Says what is wrong with a value; nothing when it makes sense. */
type Rule = (value: unknown) => string | undefined

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const rule =
  (isSound: (value: unknown) => boolean, message: string): Rule =>
  (value) =>
    isSound(value) ? undefined : message
const part = (...methods: readonly string[]): Rule =>
  rule(
    (value) => isObject(value) && methods.every((method) => method in value),
    `must be an object with ${methods.join(', ')}`,
  )
const flag = rule((value) => typeof value === 'boolean', 'must be true or false')
const callable = rule((value) => typeof value === 'function', 'must be a function')
const count = rule((value) => Number.isInteger(value) && Number(value) >= 0, 'must be a whole number')

const rules: { readonly [Name in keyof BatchOptions]-?: Rule } = {
  rows: rule(
    (value) => isObject(value) && (Symbol.iterator in value || Symbol.asyncIterator in value || 'numbered' in value),
    'must be a list of rows, or what jsonlRows gives',
  ),
  outDir: rule((value) => typeof value === 'string' && value !== '', 'must be the path of a folder'),
  journal: part('insert', 'replace', 'list'),
  name: rule(
    (value) => typeof value === 'string' && /^[\w.-]{1,40}$/.test(value),
    'must be 1 to 40 letters, digits, dashes or dots',
  ),
  limit: count,
  maxTasks: count,
  prices: problemWithPrices,
  retryFailed: flag,
  isEphemeral: flag,
  signal: part('aborted', 'addEventListener'),
  client: part('tasks', 'watch'),
  concurrency: rule(
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 1_000,
    'must be a whole number from 1 to 1000',
  ),
  isSameAccount: flag,
  trustedOrigins: rule(Array.isArray, 'must be a list of origins such as http://127.0.0.1:8787'),
  onProgress: callable,
  clock: part('now', 'monotonic', 'sleep'),
  reportError: callable,
}

/** Checks each option by itself. Throws `InvalidInputError` that names each field which makes no sense. */
export function checkOptions(options: object, required: readonly string[]): void {
  const missing = required.filter((name) => !(name in options)).map((field) => ({ field, message: 'is required' }))
  const [first, ...rest] = [...missing, ...Object.entries(options).flatMap(issueOf)]
  if (first) throw new InvalidInputError([first, ...rest])
}

function issueOf([field, value]: [string, unknown]): readonly InputIssue[] {
  const [, check] = Object.entries(rules).find(([name]) => name === field) ?? []
  const message = check ? (value === undefined ? undefined : check(value)) : 'is not an option of a batch'
  return message === undefined ? [] : [{ field, message }]
}
