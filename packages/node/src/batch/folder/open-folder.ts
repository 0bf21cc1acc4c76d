import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, type Journal, JournalError } from '@nano-banana/core'
import { checkTarget } from '../../download/check-target.ts'
import { errorCode } from '../../download/file-error.ts'
import { sqliteJournal } from '../../journal/sqlite/sqlite-journal.ts'
import { assertAccount, type Payer } from './assert-account.ts'
import { newIdentity, readIdentity, writeIdentity } from './batch-identity.ts'
import { type BatchPaths, batchPaths } from './batch-paths.ts'
import { lockBatch } from './lock-batch.ts'
import { openReceipts, type Receipts } from './receipts.ts'
import { removePartials } from './remove-partials.ts'

/** A batch's folder, open for this process alone. */
export interface BatchFolder {
  readonly paths: BatchPaths
  /** What the batch's operations begin with. */
  readonly batch: string
  readonly journal: Journal
  readonly receipts: Receipts
  readonly close: () => Promise<void>
}

/** What opening takes. */
export interface OpenFolderOptions extends Payer {
  readonly outDir: string
  readonly name: string | undefined
  readonly journal: Journal | undefined
  readonly clock: Clock
}

/**
 * Opens a batch's folder, and makes it where there is none. Rejects with `JournalError` when another process is at work in it,
 * with `InvalidInputError` when it belongs to another account, with `DownloadError` when it cannot be written.
 */
export async function openFolder({ outDir, name, clock, ...options }: OpenFolderOptions): Promise<BatchFolder> {
  const paths = batchPaths(outDir)
  await mkdir(paths.own, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    const message = `Cannot make the folder ${paths.own} (${errorCode(cause)}): check its permissions`
    throw new JournalError('unavailable', message, { cause })
  })
  const closers: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    await checkTarget(join(outDir, 'picture.png'), { overwrite: true })
    closers.push(lockBatch(paths.lock))
    const found = (await readIdentity(paths.identity)) ?? newIdentity()
    const identity = assertAccount(found, options)
    await writeIdentity(paths.identity, identity, clock)
    const receipts = await openReceipts(paths.receipts)
    closers.push(receipts.close)
    await removePartials(outDir, [...receipts.unfinished(), 'results.jsonl'])
    const { journal = sqliteJournal({ path: paths.journal }) } = options
    if (options.journal === undefined) closers.push(journal.close)
    return { paths, receipts, close, journal, batch: name ?? identity.batch }
  } catch (error) {
    await close()
    throw error
  }
}
