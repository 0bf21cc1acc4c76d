import type { ImageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider'
import type { NearestSize } from './nearest-size.ts'

/** What a call asks for that has no effect, or another one. */
export function warningsOf(
  { seed, size, headers }: ImageModelV4CallOptions,
  asked: NearestSize | undefined,
): SharedV4Warning[] {
  const warnings: SharedV4Warning[] = []
  if (seed !== undefined)
    warnings.push({
      type: 'unsupported',
      feature: 'seed',
      details: 'The service takes none: the same prompt gives another picture',
    })
  if (asked && asked.size !== size) {
    const details = `The model has no ${size}. Asked for the nearest it has: ${asked.size} (${asked.ratio}, ${asked.resolution})`
    warnings.push({ type: 'compatibility', feature: 'size', details })
  }
  // The AI SDK always names itself.
  if (Object.entries(headers ?? {}).some(([name, value]) => value !== undefined && name.toLowerCase() !== 'user-agent'))
    warnings.push({
      type: 'unsupported',
      feature: 'headers',
      details: 'None is sent: pass a fetch of your own to createNanoBananaProvider',
    })
  return warnings
}
