import { type Clock, type InputIssue, InvalidInputError, systemClock, type TaskOutput } from '@nano-banana/core'
import { parseTarget } from './parse-target.ts'

/** What a download takes besides the output and its target. */
export interface DownloadOptions {
  /** Stops the download within milliseconds and removes what was written. */
  readonly signal?: AbortSignal | undefined
  /** Bounds the whole download: attempts and pauses. @default 600_000 */
  readonly deadlineMs?: number | undefined
  /** A larger file is refused. @default 209_715_200 */
  readonly maxBytes?: number | undefined
  /** Whether a file at the target is replaced. @default false */
  readonly overwrite?: boolean | undefined
  /**
   * Origins, such as `http://127.0.0.1:8787`, whose scheme and address are not checked; the emulator's is one.
   * All else must be https on a public address. @default []
   */
  readonly trustedOrigins?: readonly string[] | undefined
  /** @default the system's */
  readonly clock?: Clock | undefined
  /** Spreads the pauses between attempts. @default Math.random */
  readonly random?: (() => number) | undefined
}

/** What reading an output into memory takes besides the output. */
export type ReadOptions = Omit<DownloadOptions, 'overwrite'>

/** A file to be had that makes sense, with nothing left open. */
export interface ReadOrder {
  readonly url: URL
  readonly isImage: boolean
  readonly signal: AbortSignal | undefined
  readonly deadlineMs: number
  readonly maxBytes: number
  readonly trustedOrigins: readonly string[]
  readonly clock: Clock
  readonly random: () => number
}

/** The same, and where the file goes. */
export interface DownloadOrder extends ReadOrder {
  /** Absolute. */
  readonly target: string
  readonly overwrite: boolean
}

/** Checks what a caller passed to `downloadOutput` and fills in the defaults. Throws `InvalidInputError`. */
export function parseDownload(output: TaskOutput, target: string, options: DownloadOptions): DownloadOrder {
  const order = parseOrder(output, options, { ...readRules, overwrite: overwriteRule })
  return { ...order, target: parseTarget(target), overwrite: options.overwrite ?? false }
}

/** Checks what a caller passed to `readOutput` and fills in the defaults. Throws `InvalidInputError`. */
export const parseRead = (output: TaskOutput, options: ReadOptions): ReadOrder => parseOrder(output, options, readRules)

/** Makes sure that outputs can be read with these options, before money is spent on making them. Throws `InvalidInputError`. */
export const checkReadOptions = (options: ReadOptions): void => checkOptions(options, readRules)

function parseOrder(output: TaskOutput, options: ReadOptions, rules: Rules): ReadOrder {
  if (!isObject(output))
    throw new InvalidInputError([{ field: 'output', message: 'must be one of the outputs of a task' }])
  const { url, type } = output
  // The parser's own error would carry the whole URL.
  if (!URL.canParse(url)) throw new InvalidInputError([{ field: 'output.url', message: 'must be a URL' }])
  checkOptions(options, rules)
  const { trustedOrigins = [] } = options
  return {
    url: new URL(url),
    isImage: type === 'image' || type === 'thumbnail',
    signal: options.signal,
    deadlineMs: options.deadlineMs ?? 600_000,
    maxBytes: options.maxBytes ?? 200 * 1024 * 1024,
    trustedOrigins: trustedOrigins.map((origin) => new URL(origin).origin),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  }
}

interface Rule {
  readonly accepts: (value: unknown) => boolean
  readonly message: string
}
type Rules = Readonly<Record<string, Rule>>

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isPositive = (value: unknown): boolean =>
  typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY
const isOrigin = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && /^https?:\/\/[^/?#@\\]+\/?$/i.test(value)

const readRules: { readonly [Name in keyof ReadOptions]-?: Rule } = {
  signal: {
    accepts: (value) => isObject(value) && 'aborted' in value && 'addEventListener' in value,
    message: 'must be an AbortSignal',
  },
  deadlineMs: { accepts: isPositive, message: 'must be a positive, finite number of milliseconds' },
  maxBytes: { accepts: isPositive, message: 'must be a positive, finite number of bytes' },
  trustedOrigins: {
    accepts: (value) => Array.isArray(value) && value.every(isOrigin),
    message: 'must be a list of origins such as http://127.0.0.1:8787',
  },
  clock: {
    accepts: (value) => isObject(value) && 'sleep' in value && 'monotonic' in value && 'now' in value,
    message: 'must be a Clock',
  },
  random: { accepts: (value) => typeof value === 'function', message: 'must be a function' },
}

const overwriteRule: Rule = { accepts: (value) => typeof value === 'boolean', message: 'must be true or false' }

function checkOptions(options: ReadOptions, rules: Rules): void {
  const [first, ...rest] = Object.entries(options).flatMap((entry) => issueOf(entry, rules))
  if (first) throw new InvalidInputError([first, ...rest])
}

function issueOf([field, value]: [string, unknown], rules: Rules): readonly InputIssue[] {
  const rule = Object.entries(rules).find(([name]) => name === field)?.[1]
  if (rule === undefined)
    return [{ field, message: `is not a field of the options, which has ${Object.keys(rules).join(', ')}` }]
  return value === undefined || rule.accepts(value) ? [] : [{ field, message: rule.message }]
}
