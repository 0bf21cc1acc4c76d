import { type ImageModelV4, NoSuchModelError, type ProviderV4 } from '@ai-sdk/provider'
import {
  type Client,
  checkReadOptions,
  createNanoBanana,
  model,
  type NanoBananaOptions,
  type ReadOptions,
  systemClock,
} from '@nano-banana/node'
import { createImageModel, type ImageModelTools } from './image-model.ts'

/** How to reach the service: with a client of your own, or with what `createNanoBanana` takes. */
export type NanoBananaProviderOptions = (
  | { readonly client: Client }
  | ({ readonly client?: undefined } & NanoBananaOptions)
) & {
  /** How pictures are fetched; an emulator's origin belongs into its `trustedOrigins`. @default public https only, 200 MiB, 10 minutes */
  readonly download?: Omit<ReadOptions, 'signal'>
}

/** A provider for the AI SDK with one image model. */
export interface NanoBananaProvider extends ProviderV4 {
  /** The image model; throws the AI SDK's `NoSuchModelError` for any other name. */
  image(modelId: typeof model): ImageModelV4
}

/**
 * Makes a provider with options of its own. Throws `InvalidInputError` when one makes no sense, the key is missing, or the
 * address would send it in the clear.
 *
 * @example
 * const { image } = await generateImage({ model: createNanoBananaProvider().image('Nano-Banana-2'), prompt: 'A red fox' })
 */
export function createNanoBananaProvider(options: NanoBananaProviderOptions = {}): NanoBananaProvider {
  const tools = toTools(options)
  return providerOf(() => tools)
}

/** The provider that reads `HIAPI_API_KEY` and `HIAPI_BASE_URL` when its first picture is asked for. */
export const nanoBanana: NanoBananaProvider = /* @__PURE__ */ providerOf(/* @__PURE__ */ once(() => toTools({})))

function toTools({ client, download = {}, ...options }: NanoBananaProviderOptions): ImageModelTools {
  checkReadOptions(download)
  const clock = ('clock' in options && options.clock) || systemClock
  return { client: client ?? createNanoBanana(options), download, now: clock.now }
}

function providerOf(tools: () => ImageModelTools): NanoBananaProvider {
  const imageModel = (modelId: string): ImageModelV4 => {
    if (modelId === model) return createImageModel(tools)
    throw new NoSuchModelError({
      modelId,
      modelType: 'imageModel',
      message: `No such image model: ${modelId}. There is one, ${model}`,
    })
  }
  return {
    specificationVersion: 'v4',
    image: imageModel,
    imageModel,
    languageModel: (modelId) => refuse(modelId, 'languageModel'),
    embeddingModel: (modelId) => refuse(modelId, 'embeddingModel'),
  }
}

function refuse(modelId: string, modelType: 'languageModel' | 'embeddingModel'): never {
  throw new NoSuchModelError({ modelId, modelType })
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
