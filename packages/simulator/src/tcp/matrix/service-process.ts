import { startEmulator } from '@nano-banana/emulator'

// A process of its own: the service without limits, whose tasks take a moment. Any message asks for the ledger.
const emulator = await startEmulator({ quota: 0, stages: { queued: 10, handling: 20, archiving: 10 } })
const tell = (): void => {
  process.send?.({ type: 'service', url: emulator.url, entries: emulator.ledger.entries() })
}
process.on('message', tell)
process.once('disconnect', () => process.exit())
tell()
