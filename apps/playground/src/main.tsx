import './styles/main.css'
import { createNanoBanana } from '@nano-banana/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Playground } from './playground.tsx'
import { browserShelf } from './studio/entry-shelf.ts'
import { openStudio } from './studio/studio.ts'
import { applyTheme } from './theme/apply-theme.ts'
import { chosenTheme } from './theme/chosen-theme.ts'

// Before the first paint, so that a stored choice does not flash in.
applyTheme(chosenTheme())

const client = createNanoBanana({ endpoint: '/api/nano-banana' })
const studio = openStudio({ client, shelf: browserShelf, now: Date.now, newId: () => crypto.randomUUID() })
const root = document.getElementById('root')

if (root)
  createRoot(root).render(
    <StrictMode>
      <Playground studio={studio} />
    </StrictMode>,
  )
