import { aiSdk } from './ai-sdk.ts'
import type { BenchClient } from './bench-client.ts'
import { fal } from './fal.ts'
import { nanoBanana } from './nano-banana.ts'
import { openai } from './openai.ts'
import { replicate } from './replicate.ts'

/** The SDKs that people use for this today. */
export const peers: readonly BenchClient[] = [fal, replicate, openai, aiSdk]

/** Ours first, then its peers. */
export const allClients: readonly BenchClient[] = [nanoBanana, ...peers]
