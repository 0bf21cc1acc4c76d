import './styles/main.css'
import { createNanoBanana } from '@nano-banana/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { fetchLaterViews } from './navigation/later-views.ts'
import { Playground } from './playground.tsx'
import { browserShelf } from './studio/entry-shelf.ts'
import { openStudio } from './studio/studio.ts'
import { applyTheme } from './theme/apply-theme.ts'
import { chosenTheme } from './theme/chosen-theme.ts'
import { hearServer } from './wire/hear-server.ts'
import { noteEvents } from './wire/note-events.ts'
import { recordingFetch } from './wire/recording-fetch.ts'
import { openWireStore } from './wire/wire-store.ts'

// Before the first paint, so that a stored choice does not flash in.
applyTheme(chosenTheme())

const wire = openWireStore()
const client = createNanoBanana({
  endpoint: '/api/nano-banana',
  fetch: recordingFetch({ fetch, road: 'page', now: Date.now, newId: () => crypto.randomUUID(), note: wire.note }),
  // The server may be killed and started again meanwhile.
  retry: { submitAttempts: 8 },
})
const studio = openStudio({ client, shelf: browserShelf, now: Date.now, newId: () => crypto.randomUUID() })
hearServer(wire)
noteEvents(studio, wire)
const root = document.getElementById('root')

if (root)
  createRoot(root).render(
    <StrictMode>
      <Playground studio={studio} wire={wire} />
    </StrictMode>,
  )

fetchLaterViews()
