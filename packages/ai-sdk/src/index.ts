export { isNanoBananaError } from '@nano-banana/node'
export type { NanoBananaImageOptions } from './image-options.ts'
export { ImagesError } from './images-error.ts'
export {
  createNanoBananaProvider,
  type NanoBananaProvider,
  type NanoBananaProviderOptions,
  nanoBanana,
} from './provider.ts'
