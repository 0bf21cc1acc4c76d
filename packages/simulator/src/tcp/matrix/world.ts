import type { LedgerEntry } from '@nano-banana/emulator'
import { isClientMessage, type JobMessage } from './client-message.ts'
import type { Job } from './job.ts'
import { startProcess } from './start-process.ts'

/** The processes between which the cells happen: a service, and a client that makes all calls. */
export interface World {
  readonly serviceUrl: string
  /** Everything that the service billed so far. */
  readonly ledger: () => Promise<readonly LedgerEntry[]>
  /** Has the client's process do a job, and listens to what it says of it. */
  readonly give: (job: Job, listener: (said: JobMessage) => void) => void
  /** Rejects as soon as a process is gone, with what it complained about. */
  readonly broken: Promise<never>
  /** Ends both processes. */
  readonly close: () => Promise<void>
}

interface ServiceMessage {
  readonly type: 'service'
  readonly url: string
  readonly entries: readonly LedgerEntry[]
}

const isServiceMessage = (message: unknown): message is ServiceMessage =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'service'

/** Starts both processes. */
export async function startWorld(): Promise<World> {
  const service = startProcess('./service-process.ts', isServiceMessage)
  const client = startProcess('./client-process.ts', isClientMessage)
  const listeners = new Map<string, (said: JobMessage) => void>()
  client.onSaid((said) => {
    if (said.type !== 'ready') listeners.get(said.cell)?.(said)
  })
  const broken = Promise.race([service.gone, client.gone])
  // At the end nobody may be listening any more.
  broken.catch(() => undefined)
  const close = async (): Promise<void> => {
    await Promise.all([service.end(), client.end()])
  }
  try {
    const [{ url }] = await Promise.all([service.nextSaid(), client.nextSaid()])
    return {
      serviceUrl: url,
      async ledger() {
        const said = service.nextSaid()
        service.tell({ type: 'ledger' })
        return (await said).entries
      },
      give(job, listener) {
        listeners.set(job.cell, listener)
        client.tell(job)
      },
      broken,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
