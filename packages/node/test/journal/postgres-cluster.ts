import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool, type PoolConfig } from 'pg'

/** A PostgreSQL of its own, which is thrown away. */
export interface Cluster {
  /** What a pool takes to find it. */
  readonly place: PoolConfig
  readonly stop: () => Promise<void>
}

/** Starts a PostgreSQL in a temporary folder. It speaks over a socket in there, so that no port can be taken. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'nano-banana-pg-'))
  const user = ownerOf(folder)
  const run = (program: string) => join(programs(), program)
  const cluster = join(folder, 'cluster')
  const setup = ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  execFileSync(run('initdb'), setup, { ...user, stdio: 'pipe' })
  // What is tried out here is not the disk.
  const settings = ['fsync=off', 'listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=400']
  const server = spawn(run('postgres'), ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    stdio: 'ignore',
  })
  const kill = (): boolean => server.kill('SIGQUIT')
  process.once('exit', kill)
  const place = { host: folder, user: 'postgres', database: 'postgres' }
  await untilItAnswers(new Pool(place))
  return {
    place,
    async stop() {
      const stopped = once(server, 'exit')
      kill()
      await stopped
      process.off('exit', kill)
      rmSync(folder, { recursive: true })
    },
  }
}

async function untilItAnswers(pool: Pool): Promise<void> {
  for (const isLast of [...Array(200).fill(false), true]) {
    try {
      await pool.query('SELECT 1')
      break
    } catch (error) {
      if (isLast) throw error
      await pause(50)
    }
  }
  await pool.end()
}

// PostgreSQL refuses to run as root.
function ownerOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })))
  if (uid === undefined || gid === undefined) return {}
  chownSync(folder, uid, gid)
  return { uid, gid }
}

/** Debian keeps the server's programs out of the path. */
function programs(): string {
  const found = globSync([
    '/usr/lib/postgresql/*/bin/initdb',
    ...(process.env['PATH'] ?? '').split(delimiter).map((path) => join(path, 'initdb')),
  ])
  const [newest] = found.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  if (newest === undefined) throw new Error('These tests need PostgreSQL: run scripts/setup-services')
  return join(newest, '..')
}
