import { createNanoBanana } from '@nano-banana/node'
import { type Connection, connectOrEmulate } from '../connect.ts'
import type { Terminal } from '../terminal.ts'

/**
 * The connection of a batch. Its client follows all tasks together also on this machine, where a single picture's asks for
 * each of them alone: with twenty at once that would take all of the quota.
 */
export async function connectBatch(terminal: Terminal, flags: { readonly emulator?: boolean }): Promise<Connection> {
  const connection = await connectOrEmulate(terminal, flags)
  const [baseUrl] = connection.trustedOrigins
  if (baseUrl === undefined) return connection
  const apiKey = connection.service === 'embedded' ? 'sk-test-embedded' : terminal.env['HIAPI_API_KEY']
  return { ...connection, client: createNanoBanana({ baseUrl, ...(apiKey !== undefined && { apiKey }) }) }
}
