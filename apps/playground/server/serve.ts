import process from 'node:process'
import type { Twin } from './backend/twin.ts'
import { startPlayground } from './start-playground.ts'

// One life of the server behind the page: `supervise` starts it, with what it has to know, and starts another when it is killed.
const { port, folder, twin }: { port: number; folder: string; twin: Twin } = JSON.parse(process.argv[2] ?? '')
const { url, close } = await startPlayground({
  ...{ port, folder, twin, env: {} },
  pull: () => process.kill(process.pid, 'SIGKILL'),
})
process.send?.({ url })
let isEnding = false
const end = (): void => {
  if (isEnding) return
  isEnding = true
  close().finally(() => process.connected && process.disconnect())
}
process.on('SIGTERM', end)
// Ctrl-C reaches the whole family; the parent says when.
process.on('SIGINT', () => undefined)
// Without its parent there is no emulator either.
process.on('disconnect', end)
