import { createEmulator } from '@nano-banana/emulator'
import { createClient, pollWatch } from '@nano-banana/node'
import { type ExamplePrompt, examplePrompts } from '../src/wish/example-prompts.ts'

/** Paints the pictures of the example prompts by the twin's own painter, each when it is first asked for. */
export function examplePictures(): (file: string) => Promise<ArrayBuffer | undefined> {
  const { transport, fetch } = createEmulator({ quota: 0, stages: { queued: 0, handling: 0, archiving: 0 } })
  const client = createClient({ transport, watch: pollWatch({ intervalMs: 20 }) })
  const painted = new Map<ExamplePrompt, Promise<ArrayBuffer>>()

  async function paint({ prompt, ratio }: ExamplePrompt): Promise<ArrayBuffer> {
    const { outputs } = await client.generate({ prompt, aspect_ratio: ratio, output_format: 'jpg' })
    const [output] = outputs
    if (!output) throw new Error('The painter painted nothing')
    return (await fetch(output.url)).arrayBuffer()
  }

  return async (file) => {
    const example = examplePrompts.find(({ name }) => file === `${name.toLowerCase()}.jpg`)
    if (!example) return undefined
    const picture = painted.get(example) ?? paint(example)
    painted.set(example, picture)
    return picture
  }
}
