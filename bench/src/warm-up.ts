import { allClients } from './clients/all-clients.ts'
import { startStub } from './service/start-stub.ts'

/** One picture by each client with nothing in the way, so that no later time holds the loading of its code. */
export async function warmUp(): Promise<void> {
  await Promise.all(
    allClients.map(async ({ protocol, draw }) => {
      const stub = await startStub({ protocol, plan: () => undefined, readsUntilDone: 1 })
      await draw(stub.url)
      await stub.close()
    }),
  )
}
