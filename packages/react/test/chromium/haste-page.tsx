import { createNanoBanana, NanoBananaProvider, useNanoBanana } from '@nano-banana/react'
import { type FormEvent, type ReactElement, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'

const client = createNanoBanana({ endpoint: '/api/nano-banana' })

/** A form as an app has it, and a button that mounts it anew. */
function Page(): ReactElement {
  const [life, setLife] = useState(0)
  return (
    <NanoBananaProvider client={client}>
      <button type="button" id="remount" onClick={() => setLife(life + 1)}>
        Mount it anew
      </button>
      <Studio key={life} />
    </NanoBananaProvider>
  )
}

function Studio(): ReactElement {
  const { state, generate } = useNanoBanana({ slot: 'studio' })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    generate({ prompt: 'A red fox in the snow' })
  }
  return (
    <form onSubmit={submit}>
      <input id="prompt" defaultValue="A red fox in the snow" />
      <button type="submit" id="go">
        Make it
      </button>
      <p id="phase">{state.phase}</p>
      {state.phase === 'succeeded' && state.outputs.map(({ url }) => <img key={url} src={url} alt="" />)}
    </form>
  )
}

createRoot(document.querySelector('#root') as HTMLElement).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)
