import { inJavaScript } from './in-javascript.ts'
import type { SnippetOptions } from './snippets.ts'
import { wantedOptions } from './wanted-options.ts'

/** A picture and its file, in Node. */
export function nodeSnippet({ wish, local }: SnippetOptions): string {
  const file = `picture.${wish.output_format}`
  const client = local
    ? `createNanoBanana({ baseUrl: ${inJavaScript(local.url)}, apiKey: ${inJavaScript(local.apiKey)} })`
    : 'createNanoBanana() // with HIAPI_API_KEY'
  const options = local ? `, { trustedOrigins: [${inJavaScript(local.url)}] }` : ''
  return `import { createNanoBanana, downloadOutput } from '@nano-banana/node'

const client = ${client}
const { outputs } = await client.generate(${inJavaScript(wantedOptions(wish))})
for (const output of outputs) {
  const { path } = await downloadOutput(output, '${file}'${options})
  console.log(path)
}`
}
