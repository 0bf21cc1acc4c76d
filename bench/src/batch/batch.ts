import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmulator } from '@nano-banana/emulator'
import type { Figure } from '../figure.ts'
import { installedVersion } from '../installed-version.ts'
import { toldBy } from '../told-by.ts'

const rows = 10_000

/** What a large batch takes of memory, and how soon its first request is sent. */
export async function* batch(): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-batch-'))
  const emulator = await startEmulator({ quota: 0, concurrent: Number.POSITIVE_INFINITY, speed: 1_000 })
  const child = fork(new URL('./batch-process.ts', import.meta.url), [emulator.url, folder, String(rows)])
  try {
    const measured = Object(await toldBy(child))
    yield {
      ...{ bench: 'batch', client: 'nano-banana', version: installedVersion('@nano-banana/node') },
      case: `${rows} rows, 100 at once, journal in SQLite`,
      tasksBilled: emulator.ledger.entries().length,
      ...measured,
    }
  } finally {
    if (child.connected) child.disconnect()
    await emulator.close()
    await rm(folder, { recursive: true })
  }
}
