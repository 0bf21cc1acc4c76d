import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The repository. */
export const root = resolve(import.meta.dirname, '..')
/** What is published. */
export const packages = ['core', 'node', 'browser', 'react', 'emulator', 'cli', 'ai-sdk']

/** A project outside the workspace that has the packages as anyone would get them: from their tarballs. */
export interface Consumer {
  readonly folder: string
  /** Runs a command in the project; what it prints. */
  readonly run: (command: string, ...args: readonly string[]) => Promise<string>
  readonly remove: () => Promise<void>
}

/** Builds and packs the packages, and installs them with whatever else the project needs. */
export async function createConsumer(others: Readonly<Record<string, string>> = {}): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'nano-banana-consumer-'))
  await run('pnpm', ['exec', 'turbo', 'run', 'build', '--filter', './packages/*'], { cwd: root })
  await mkdir(join(folder, 'tarballs'))
  const tarballs = Object.fromEntries(await Promise.all(packages.map((name) => pack(name, folder))))
  const manifest = { name: 'consumer', private: true, type: 'module', dependencies: { ...tarballs, ...others } }
  const workspace = {
    packages: [],
    overrides: tarballs,
    allowBuilds: { sharp: false, esbuild: false },
    pmOnFail: 'ignore',
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'pnpm-workspace.yaml'), JSON.stringify(workspace))
  await run('pnpm', ['install', '--prefer-offline', '--no-frozen-lockfile'], { cwd: folder })
  return {
    folder,
    run: async (command, ...args) => (await run(command, [...args], { cwd: folder })).stdout,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function pack(name: string, folder: string): Promise<[string, string]> {
  const file = join(folder, 'tarballs', `${name}.tgz`)
  await run('pnpm', ['pack', '--out', file], { cwd: join(root, 'packages', name) })
  return [`@nano-banana/${name}`, `file:${file}`]
}
