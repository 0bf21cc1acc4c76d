// A hundred callbacks for each of a thousand tasks reach two processes over one PostgreSQL, while both follow the tasks
// themselves. Last line: how many effects were committed, for how many tasks.
import { type ChildProcess, fork } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import process, { argv, stdout } from 'node:process'
import { startEmulator } from '@nano-banana/emulator'
import { createNanoBanana, type TaskSnapshot } from '@nano-banana/node'
import { Pool } from 'pg'
import { startCluster } from '../journal/postgres-cluster.ts'

const [tasks = 1_000, callbacks = 100_000] = argv.slice(2).map(Number)
const webhookSecret = 'a signing key of the drill'
const apiKey = 'sk-test-drill'

// What is made first ends at once, what is made last after half a minute: callbacks and watches meet at every moment.
const stages = (nth: number) => ({ queued: 0, handling: (30_000 * nth) / tasks, archiving: 0 })
const emulator = await startEmulator({ stages, quota: 0, concurrent: Number.POSITIVE_INFINITY, callbacks: { drop: 4 } })
const cluster = await startCluster()
const pool = new Pool(cluster.place)
await pool.query('CREATE TABLE effects (effect_id text)')

const settings = { place: cluster.place, baseUrl: emulator.url, apiKey, webhookSecret }
const receivers = await Promise.all([0, 1].map((nth) => startReceiver(nth)))
await Promise.all(receivers.map(({ submit }, nth) => submit(nth, tasks / 2)))
stdout.write(`${tasks} tasks are made, and both processes follow them\n`)

const made = await listAll()
const startedAt = performance.now()
const statuses = await sendAll(made)
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
stdout.write(`${callbacks} callbacks in ${seconds} s, answered ${JSON.stringify(statuses)}\n`)
await untilSettled()

const { rows } = await pool.query(
  'SELECT count(*)::int AS committed, count(DISTINCT effect_id)::int AS tasks FROM effects',
)
const billed = emulator.ledger.entries().length
await Promise.all(receivers.map(({ stop }) => stop()))
await pool.end()
await cluster.stop()
await emulator.close()
stdout.write(`${JSON.stringify({ callbacks, ...rows[0], billed })}\n`)
if (rows[0].committed !== tasks || rows[0].tasks !== tasks || billed !== tasks) process.exitCode = 1

interface Receiver {
  readonly port: number
  readonly submit: (from: number, count: number) => Promise<void>
  readonly stop: () => Promise<unknown>
}

async function startReceiver(nth: number): Promise<Receiver> {
  const child: ChildProcess = fork(new URL('./callback-receiver.ts', import.meta.url), [JSON.stringify(settings)])
  const [port] = await once(child, 'message')
  return {
    port: Number(port),
    async submit(from, count) {
      child.send({ from: from * count, count })
      await once(child, 'message')
    },
    stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      return ended.then(([code]) => {
        if (code !== 0) throw new Error(`Receiver ${nth} ended with ${code}`)
      })
    },
  }
}

async function listAll(): Promise<readonly TaskSnapshot[]> {
  const client = createNanoBanana({ apiKey, baseUrl: emulator.url })
  const pages = Array.from({ length: Math.ceil(tasks / 100) }, (_, index) =>
    client.tasks.list({ page: index + 1, size: 100 }),
  )
  return (await Promise.all(pages)).flatMap((page) => page.tasks)
}

async function sendAll(all: readonly TaskSnapshot[]): Promise<Readonly<Record<string, number>>> {
  const agents = receivers.map(({ port }) => ({ port, agent: new Agent({ keepAlive: true, maxSockets: 16 }) }))
  const statuses: Record<string, number> = {}
  let sent = 0
  const worker = async (): Promise<void> => {
    while (sent < callbacks) {
      const nth = sent
      sent += 1
      // Every task in turn, and every other time the other process.
      const task = all[nth % all.length]
      const to = agents[(nth + Math.floor(nth / all.length)) % agents.length]
      if (task === undefined || to === undefined) continue
      const status = await send(task.taskId, to)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 32 }, worker))
  for (const { agent } of agents) agent.destroy()
  return statuses
}

function send(taskId: string, to: { readonly port: number; readonly agent: Agent }): Promise<number> {
  const seconds = Math.floor(Date.now() / 1_000)
  const output = [{ url: `https://media.example/${taskId}.png`, type: 'image', expireAt: seconds + 604_800 }]
  const body = JSON.stringify({
    taskId,
    model: 'Nano-Banana-2',
    status: 'success',
    created: seconds,
    completed: seconds,
    output,
  })
  const headers = {
    'content-type': 'application/json',
    'x-hiapi-timestamp': String(seconds),
    'x-hiapi-signature': createHmac('sha256', webhookSecret).update(`${seconds}.${body}`).digest('hex'),
  }
  return new Promise((resolve, reject) => {
    const sent = request({ ...to, host: '127.0.0.1', path: '/hook', method: 'POST', headers }, (answer) =>
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0)),
    )
    sent.on('error', reject).end(body)
  })
}

async function untilSettled(): Promise<void> {
  for (let nth = 0; nth < 600; nth += 1) {
    const { rows } = await pool.query('SELECT count(*)::int AS settled FROM nano_banana_operations WHERE state = $1', [
      'settled',
    ])
    if (rows[0].settled >= tasks) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
