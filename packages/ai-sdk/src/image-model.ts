import type { ImageModelV4, ImageModelV4CallOptions, ImageModelV4Result } from '@ai-sdk/provider'
import { type Client, model, type ReadOptions } from '@nano-banana/node'
import { paint } from './paint.ts'
import { toResult } from './to-result.ts'
import { toWish } from './to-wish.ts'

/** What the image model works with. */
export interface ImageModelTools {
  readonly client: Client
  readonly download: Omit<ReadOptions, 'signal'>
  /** Wall time in Unix milliseconds. */
  readonly now: () => number
}

/**
 * The image model. It never throws what the AI SDK tries again, since the client has tried already, with the task's own key:
 * whatever fails, one call bills at most one task for each picture.
 */
export function createImageModel(tools: () => ImageModelTools): ImageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'nanoBanana.image',
    modelId: model,
    // The AI SDK gives up all of its calls when one fails, paid pictures included: so there is one call.
    maxImagesPerCall: Number.MAX_SAFE_INTEGER,
    supportsFileInputs: true,
    supportsMaskInputs: false,
    doGenerate: async (call) => generate(call, tools()),
  }
}

async function generate(
  call: ImageModelV4CallOptions,
  { client, download, now }: ImageModelTools,
): Promise<ImageModelV4Result> {
  const timestamp = new Date(now())
  const wish = toWish(call)
  const paintings = wish.keys.map((idempotencyKey) =>
    paint(wish.input, { client, download, options: { ...wish.options, idempotencyKey } }),
  )
  const { images, warnings, providerMetadata } = toResult(await Promise.all(paintings))
  return {
    images,
    warnings: [...wish.warnings, ...warnings],
    providerMetadata,
    response: { timestamp, modelId: model, headers: undefined },
  }
}
