import { createOpenAI } from '@ai-sdk/openai'
import { generateImage } from 'ai'
import { installedVersion } from '../installed-version.ts'
import { openaiImages } from '../protocols/openai-images.ts'
import { type BenchClient, prompt } from './bench-client.ts'

/**
 * The AI SDK with its OpenAI image model, pointed by `baseURL`. Defaults: `generateImage` makes two retries, after two
 * and four seconds unless the service asks for another pause, of what the model calls retryable.
 */
export const aiSdk: BenchClient = {
  name: 'ai',
  version: `${installedVersion('ai')} with @ai-sdk/openai ${installedVersion('@ai-sdk/openai')}`,
  protocol: openaiImages,
  pausesToRetry: true,
  async draw(url, abortSignal) {
    const model = createOpenAI({ apiKey: 'bench', baseURL: `${url}/v1` }).image('gpt-image-1')
    const { image } = await generateImage({ model, prompt, ...(abortSignal && { abortSignal }) })
    return Buffer.from(image.base64, 'base64').toString('latin1')
  },
}
