import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Journal } from '@nano-banana/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sqliteJournal } from '../../src/index.ts'
import { after, anOperation } from './an-operation.ts'
import { meddle } from './open-at.ts'
import { afterLoss, anyPowerLoss } from './power-loss.ts'
import { sqliteGround } from './sqlite-ground.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { commitsWithin, framesOf } from './wal.ts'

/** What a disk holds after some transactions, and what the journal was after each. */
interface Disk {
  readonly file: Buffer
  readonly log: Buffer
  /** The first is what the file alone has. */
  readonly states: readonly string[]
}

const stateOf = async ({ list }: Journal, marks: readonly string[]): Promise<string> =>
  JSON.stringify([await list({ limit: Number.POSITIVE_INFINITY }), marks])

/** Writes transactions of all kinds, after a checkpoint, behind which a log may begin anew over what it held before. */
async function writeDisk({
  before,
  checkpoint,
}: {
  readonly before: number
  readonly checkpoint: string
}): Promise<Disk> {
  const { journal, path, mark, marks } = await sqliteGround()
  for (let index = 0; index < before; index += 1)
    await journal.replace(after(await journal.insert(anOperation({ body: 'x'.repeat(2_000) }))), mark('before'))
  meddle(path, `PRAGMA wal_checkpoint(${checkpoint})`)
  const file = readFileSync(path)
  const states = [await stateOf(journal, await marks())]
  const remember = async (): Promise<void> => void states.push(await stateOf(journal, await marks()))
  for (let round = 0; round < 4; round += 1) {
    const first = await journal.insert(anOperation({ body: 'x'.repeat(round * 2_000), metadata: { round } }))
    await remember()
    await Promise.all([
      journal.replace(after(first, { state: 'settled', dueAtMs: round }), mark(`effect ${round}`)),
      journal.replace(after(first, { body: 'lost' }), mark('lost')),
      ...Array.from({ length: round }, () => journal.insert(anOperation({ owner: 'Zoë' }))),
    ])
    await remember()
  }
  await journal.forget(2)
  await remember()
  const log = readFileSync(`${path}-wal`)
  expect(commitsWithin(framesOf(log), log.length)).toBe(states.length - 1)
  // Were there a second checkpoint, the file would have been written as well.
  expect(readFileSync(path).equals(file)).toBe(true)
  return { file, log, states }
}

it('opens after 2000 losses of power with every transaction that was whole, and with nothing of any other', async () => {
  const disks = [
    await writeDisk({ before: 0, checkpoint: 'TRUNCATE' }),
    await writeDisk({ before: 10, checkpoint: 'TRUNCATE' }),
    await writeDisk({ before: 10, checkpoint: 'RESTART' }),
  ]
  const path = join(temporaryFolder(), 'journal.db')
  const survived: boolean[] = []
  await fc.assert(
    fc.asyncProperty(fc.nat(disks.length - 1), anyPowerLoss, async (number, loss) => {
      const { file, log, states } = disks[number] ?? expect.unreachable()
      const { left, whole } = afterLoss(log, loss)
      rmSync(`${path}-shm`, { force: true })
      writeFileSync(path, file)
      writeFileSync(`${path}-wal`, left)
      const journal = sqliteJournal({ path })
      expect(states.indexOf(await stateOf(journal, marksIn(path)))).toBe(whole)
      await journal.insert(anOperation())
      await journal.close()
      survived[whole] = true
    }),
    { seed: 20_260_101, numRuns: 2_000 },
  )
  expect(survived).toEqual(disks[0]?.states.map(() => true))
}, 60_000)

function marksIn(path: string): readonly string[] {
  const database = new DatabaseSync(path)
  const rows = database.prepare('SELECT text FROM marks ORDER BY rowid').all()
  database.close()
  return rows.map(({ text }) => String(text))
}
