import { inJavaScript } from './in-javascript.ts'
import type { SnippetOptions } from './snippets.ts'
import { wantedOptions } from './wanted-options.ts'

/** A picture on a page, over the app's own relay. */
export const browserSnippet = ({
  wish,
}: SnippetOptions): string => `import { createNanoBanana } from '@nano-banana/browser'

// Your server keeps the key: createRelay of @nano-banana/node answers here.
const client = createNanoBanana({ endpoint: '/api/nano-banana' })

const { outputs } = await client.generate(${inJavaScript(wantedOptions(wish))})
for (const { url } of outputs) document.body.append(Object.assign(new Image(), { src: url }))`
