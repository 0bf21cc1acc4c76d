import { type GenerateOptions, InvalidInputError, type OutputFormat, type Resolution } from '@nano-banana/node'

/** What `providerOptions.nanoBanana` may hold. */
export interface NanoBananaImageOptions {
  /** Size tier, where `size` does not say it. @default '1K' */
  readonly resolution?: Resolution
  /** @default 'png' */
  readonly outputFormat?: OutputFormat
  /**
   * 1 to 255 visible ASCII characters. Within 24 hours the same key and request give the same pictures, paid once, after a
   * crash too; the second and any further picture of one call get `-2`, `-3` … appended. @default new random keys
   */
  readonly idempotencyKey?: string
  /** Price and capacity route. @default the service's default route */
  readonly route?: NonNullable<GenerateOptions['route']>
  /** `persistent` keeps the outputs at the service and costs money. @default 'temporary' */
  readonly storage?: NonNullable<GenerateOptions['storage']>
  /** Bounds each task, in milliseconds: attempts, pauses and waiting. @default 600_000 */
  readonly deadlineMs?: number
}

const names = [
  'resolution',
  'outputFormat',
  'idempotencyKey',
  'route',
  'storage',
  'deadlineMs',
] as const satisfies readonly (keyof NanoBananaImageOptions)[]

/** Checks the names of what a caller passed for this provider; the values are checked where they are used. Throws `InvalidInputError`. */
export function parseImageOptions(options: unknown = {}): NanoBananaImageOptions {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new InvalidInputError([{ field: optionsField, message: 'must be an object' }])
  const unknown = Object.keys(options).filter((name) => !names.some((known) => known === name))
  const [first, ...rest] = unknown.map((name) => ({
    field: `${optionsField}.${name}`,
    message: `is not an option of this provider, which has ${names.join(', ')}`,
  }))
  if (first) throw new InvalidInputError([first, ...rest])
  return options
}

/** Where the AI SDK's callers put what only this provider knows. */
export const optionsField = 'providerOptions.nanoBanana'
