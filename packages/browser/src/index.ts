export * from '@nano-banana/core'
export { createNanoBanana, type NanoBananaOptions } from './create-nano-banana.ts'
export { saveAs } from './save-as.ts'
export { type ToBlobOptions, toBlob } from './to-blob.ts'
