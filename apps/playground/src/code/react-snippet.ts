import { inJavaScript } from './in-javascript.ts'
import type { SnippetOptions } from './snippets.ts'
import { wantedOptions } from './wanted-options.ts'

/** A button that becomes a picture. */
export const reactSnippet = ({
  wish,
}: SnippetOptions): string => `import { createNanoBanana, NanoBananaProvider, useNanoBanana } from '@nano-banana/react'

// Your server keeps the key: createRelay of @nano-banana/node answers here.
const client = createNanoBanana({ endpoint: '/api/nano-banana' })

const wish = ${inJavaScript(wantedOptions(wish))}

function Picture() {
  const { state, isRunning, generate } = useNanoBanana({ slot: 'picture' })
  if (state.phase === 'succeeded') return <img src={state.outputs[0]?.url} alt={wish.prompt} />
  return (
    <button disabled={isRunning} onClick={() => generate(wish)}>
      {state.phase === 'waiting' ? state.status : 'Generate'}
    </button>
  )
}

export const App = () => (
  <NanoBananaProvider client={client}>
    <Picture />
  </NanoBananaProvider>
)`
