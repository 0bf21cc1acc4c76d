// Saves many large pictures at once, and tells how long that took and how much memory it took at most.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import process from 'node:process'
import { pipeline } from 'node:stream/promises'
import { archiveTask, folderSink, type TaskSnapshot } from '@nano-banana/node'
import { watchMemory } from '../watch-memory.ts'

const [kind, url = '', folder = '', count] = process.argv.slice(2)

async function plain(file: string): Promise<void> {
  const hash = createHash('sha256')
  const { body } = await fetch(url)
  if (body === null) throw new Error('No body came')
  async function* hashed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(body, hashed, createWriteStream(file))
  hash.digest('hex')
}

const sink = folderSink(folder, { trustedOrigins: [new URL(url).origin] })
const refused = () => Promise.reject(new Error('Nothing is asked for'))
const client = { tasks: { get: refused, list: refused, create: refused } }

function ours(file: string): Promise<void> {
  const task: TaskSnapshot = {
    ...{
      taskId: 'tk-bench',
      model: 'Nano-Banana-2',
      status: 'success',
      isFinal: true,
      createdAtMs: 0,
      completedAtMs: 0,
    },
    outputs: [{ url, type: 'image' }],
  }
  return archiveTask(task, { sink, client, nameOf: () => basename(file) })
}

const save = kind === 'plain' ? plain : ours
// What every later one shares, such as code and pools, is no memory of theirs.
await save(join(folder, 'first'))
const overBytes = watchMemory()
const startedAt = performance.now()
await Promise.all(Array.from({ length: Number(count) }, (_, nth) => save(join(folder, String(nth)))))
const tookMs = performance.now() - startedAt
process.send?.({ tookMs, overBytes: overBytes() })
