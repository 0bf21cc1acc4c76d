import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from '../figure.ts'
import { installedVersion } from '../installed-version.ts'
import { percentile } from '../percentile.ts'
import { toldBy } from '../told-by.ts'

const rounds = 7
const count = 32
const megabytes = 20

/** How one child process has fared. */
interface Run {
  readonly tookMs: number
  readonly overBytes: number
}

/** How fast many large outputs are saved, and with how much memory, beside a pipeline that hashes and does no more. */
export async function* outputs(): AsyncGenerator<Figure> {
  const host = fork(new URL('./host-process.ts', import.meta.url), [String(megabytes * 1_000_000)])
  const port = await toldBy(host)
  const runs: Record<'plain' | 'ours', Run[]> = { plain: [], ours: [] }
  try {
    for (let round = 0; round < rounds; round += 1)
      for (const kind of round % 2 ? (['ours', 'plain'] as const) : (['plain', 'ours'] as const))
        runs[kind].push(await saveAll(kind, `http://127.0.0.1:${port}/picture.png`))
  } finally {
    if (host.connected) host.disconnect()
  }
  const ratios = runs.ours.map(({ tookMs }, round) => (runs.plain[round]?.tookMs ?? Number.NaN) / tookMs)
  const rateOf = (kind: keyof typeof runs): number =>
    Math.round(
      (count * megabytes * 1_000) /
        percentile(
          runs[kind].map(({ tookMs }) => tookMs),
          50,
        ),
    )
  const peakOf = (kind: keyof typeof runs): number =>
    Math.round(Math.max(...runs[kind].map(({ overBytes }) => overBytes)) / 1e6)
  yield {
    ...{ bench: 'outputs', client: 'nano-banana', version: installedVersion('@nano-banana/node') },
    case: `${count} outputs of ${megabytes} MB at once, beside pipeline(fetch, sha256, createWriteStream)`,
    rounds,
    plainMegabytesASecond: rateOf('plain'),
    megabytesASecond: rateOf('ours'),
    ratio: Math.round(percentile(ratios, 50) * 100) / 100,
    ratioMin: Math.round(Math.min(...ratios) * 100) / 100,
    plainPeakMegabytesOverBase: peakOf('plain'),
    peakMegabytesOverBase: peakOf('ours'),
  }
}

async function saveAll(kind: string, url: string): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-outputs-'))
  try {
    const child = fork(new URL('./outputs-process.ts', import.meta.url), [kind, url, folder, String(count)])
    const { tookMs, overBytes } = Object(await toldBy(child))
    child.disconnect()
    return { tookMs: Number(tookMs), overBytes: Number(overBytes) }
  } finally {
    await rm(folder, { recursive: true })
  }
}
