// One of several processes that share a journal: it submits what its parent says, follows it, and is called back.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process, { argv } from 'node:process'
import { createGenerationService, createNanoBanana } from '@nano-banana/node'
import { Pool, type PoolClient } from 'pg'
import { postgresJournal } from '../../src/postgres.ts'

const { place, baseUrl, apiKey, webhookSecret } = JSON.parse(argv[2] ?? '')
const pool = new Pool({ ...place, max: 10 })
const journal = postgresJournal({ pool })
const server = createServer((request, response) => service.callbackListener(request, response)).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
const service = createGenerationService<PoolClient>({
  client: createNanoBanana({ apiKey, baseUrl }),
  journal,
  secret: 'a secret of thirty-two characters',
  callback: { publicUrl: `http://127.0.0.1:${port}/hook`, secrets: [webhookSecret] },
  async commitEffect(_task, tx, { effectId }) {
    // No key and no constraint: what is committed twice, is there twice.
    await tx.query('INSERT INTO effects (effect_id) VALUES ($1)', [effectId])
  },
})
service.start()

process.on('message', async ({ from, count }: { readonly from: number; readonly count: number }) => {
  const operations = Array.from({ length: count }, (_, nth) => `op-${from + nth}`)
  await Promise.all(operations.map((operationId) => service.submit({ prompt: 'a cat' }, { operationId })))
  process.send?.('submitted')
})
process.on('disconnect', async () => {
  server.closeAllConnections()
  server.close()
  await service.close()
  await journal.close()
  await pool.end()
})
process.send?.(port)
