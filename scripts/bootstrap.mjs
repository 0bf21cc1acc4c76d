// The root commands from npm alone: this file runs on whatever Node the host has, installs the pinned pnpm and with it
// the project's own Node, and hands over to that.
import { spawn, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const pnpm = 'pnpm@12.21.0'
// Read before pnpm runs, which overwrites it: relative paths are the caller's.
const callersFolder = process.env.INIT_CWD ?? process.cwd()
const ownNode = join(root, 'node_modules', '.bin', 'node')

const commands = {
  start: () => {
    must('npx', ['--yes', pnpm, '--dir', join(root, 'apps', 'playground'), 'run', 'build'])
    const main = join(root, 'apps', 'playground', 'server', 'main.ts')
    return run(ownNode, ['--conditions=@nano-banana/source', main], { cwd: root })
  },
  check: () => {
    must(join(root, 'scripts', 'setup-services'), [])
    return run('npx', ['--yes', pnpm, 'run', 'check'], { cwd: root, env: withoutKeys(process.env) })
  },
  sim: (args) => runSource('packages/simulator/src/main.ts', args),
  mutants: (args) => runSource('packages/simulator/src/mutants/main.ts', args),
  tcp: (args) => runSource('packages/simulator/src/tcp/main.ts', args),
  'drill:callbacks': (args) => {
    must(join(root, 'scripts', 'setup-services'), [])
    return runSource('packages/node/test/drills/callbacks.ts', args)
  },
  'drill:lost-callbacks': (args) => runSource('packages/node/test/drills/lost-callbacks.ts', args),
  'drill:kill': (args) => runSource('packages/node/test/drills/kill.ts', args),
  'drill:tabs': (args) => runSource('packages/browser/test/drills/tabs.ts', args),
  'drill:haste': (args) => runSource('packages/react/test/drills/haste.ts', args),
  bench: (args) => runSource('bench/src/main.ts', args),
  generate: (args) => {
    const emulator = process.env.HIAPI_API_KEY ? [] : ['--emulator']
    const main = join(root, 'packages', 'cli', 'src', 'main.ts')
    return run(ownNode, ['--conditions=@nano-banana/source', main, 'generate', ...args, ...emulator], {
      cwd: callersFolder,
    })
  },
}

const [name, ...args] = process.argv.slice(2)
install()
commands[name](args)

function install() {
  const quietly = process.env.CI ? [] : ['--reporter=silent']
  must('npx', ['--yes', pnpm, 'install', '--frozen-lockfile', ...quietly])
}

function runSource(file, args) {
  return run(ownNode, ['--conditions=@nano-banana/source', join(root, file), ...args], {
    cwd: root,
    env: withoutKeys(process.env),
  })
}

// What prepares a command speaks on the standard error: the standard output is the command's own.
function must(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}

function run(command, args, options) {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  // Ctrl-C reaches the command by itself, which ends in its own way; a plain kill has to be passed on.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0)
  })
}

// No test may reach the real service, nor see its key.
function withoutKeys(env) {
  return Object.fromEntries(Object.entries(env).filter(([variable]) => !variable.startsWith('HIAPI_')))
}
