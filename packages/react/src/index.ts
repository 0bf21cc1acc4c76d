export * from '@nano-banana/browser'
export { NanoBananaProvider } from './provider.ts'
export { type UseNanoBanana, useNanoBanana } from './use-nano-banana.ts'
export { useTask } from './use-task.ts'
