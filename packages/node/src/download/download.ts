import type { LookupFunction } from 'node:net'
import { prepareTarget } from './check-target.ts'
import type { DownloadOrder } from './download-options.ts'
import { withDownloadScope } from './download-scope.ts'
import type { Received } from './intake.ts'
import { createPartialFile } from './partial-file.ts'
import { receive } from './receive.ts'

/** A file that is whole, checked and under its final name. */
export interface DownloadedFile extends Received {
  /** Absolute. */
  readonly path: string
}

/** Carries out a download. How names become addresses is an argument, so that rebinding can be tried out. */
export function download(order: DownloadOrder, lookup: LookupFunction): Promise<DownloadedFile> {
  const { target } = order
  return withDownloadScope(order, async (scope) => {
    const mode = await prepareTarget(target, order.overwrite)
    const begin = (signal: AbortSignal) => createPartialFile({ ...order, mode, signal })
    return { path: target, ...(await receive(order, { lookup, scope, begin })) }
  })
}
