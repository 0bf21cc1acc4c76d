export * from '@nano-banana/core'
export { createNanoBanana, type NanoBananaOptions } from './create-nano-banana.ts'
