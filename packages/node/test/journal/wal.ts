/** The frames of a write-ahead log, as https://sqlite.org/fileformat2.html#walformat lays them out. */
export interface WalFrame {
  /** Where it ends, in bytes. */
  readonly end: number
  /** Whether a transaction ends with it. */
  readonly isCommit: boolean
}

const headerBytes = 32
const frameHeaderBytes = 24

/** Reads the frames that belong to the log's present run: what an earlier run left behind them has other salts. */
export function framesOf(wal: Uint8Array): readonly WalFrame[] {
  if (wal.length < headerBytes) return []
  const view = new DataView(wal.buffer, wal.byteOffset, wal.byteLength)
  const frameBytes = frameHeaderBytes + view.getUint32(8)
  const frames: WalFrame[] = []
  for (let start = headerBytes; start + frameBytes <= wal.length; start += frameBytes) {
    if (view.getBigUint64(start + 8) !== view.getBigUint64(16)) break
    frames.push({ end: start + frameBytes, isCommit: view.getUint32(start + 4) > 0 })
  }
  return frames
}

/** How many transactions are whole when a log's first `bytes` are. */
export const commitsWithin = (frames: readonly WalFrame[], bytes: number): number =>
  frames.filter(({ end, isCommit }) => isCommit && end <= bytes).length
