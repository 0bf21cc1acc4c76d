import './styles/main.css'
import { createNanoBanana, NanoBananaProvider } from '@nano-banana/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Playground } from './playground.tsx'
import { applyTheme } from './theme/apply-theme.ts'
import { chosenTheme } from './theme/chosen-theme.ts'

// Before the first paint, so that a stored choice does not flash in.
applyTheme(chosenTheme())

const client = createNanoBanana({ endpoint: '/api/nano-banana' })
const root = document.getElementById('root')

if (root)
  createRoot(root).render(
    <StrictMode>
      <NanoBananaProvider client={client}>
        <Playground />
      </NanoBananaProvider>
    </StrictMode>,
  )
