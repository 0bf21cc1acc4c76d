import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const packages = ['core', 'node', 'emulator', 'cli']

let consumer: string

// A project outside the workspace that has the packages as anyone would get them: from their tarballs.
beforeAll(async () => {
  consumer = await mkdtemp(join(tmpdir(), 'nano-banana-packed-'))
  await run('pnpm', ['exec', 'turbo', 'run', 'build'], { cwd: root })
  await mkdir(join(consumer, 'tarballs'))
  const tarballs = await Promise.all(packages.map(pack))
  const dependencies = Object.fromEntries(tarballs)
  await writeFile(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, dependencies }))
  await writeFile(
    join(consumer, 'pnpm-workspace.yaml'),
    JSON.stringify({ packages: [], overrides: dependencies, allowBuilds: { sharp: false }, pmOnFail: 'ignore' }),
  )
  await run('pnpm', ['install', '--prefer-offline', '--no-frozen-lockfile'], { cwd: consumer })
}, 120_000)

afterAll(() => rm(consumer, { recursive: true, force: true }))

async function pack(name: string): Promise<[string, string]> {
  const file = join(consumer, 'tarballs', `${name}.tgz`)
  await run('pnpm', ['pack', '--out', file], { cwd: join(root, 'packages', name) })
  return [`@nano-banana/${name}`, `file:${file}`]
}

const story = `
  const emulator = await startEmulator({ stages: { queued: 0, handling: 0, archiving: 0 } })
  const client = createNanoBanana({ apiKey: 'sk-test-packed', baseUrl: emulator.url, watch: pollWatch({ intervalMs: 5 }) })
  const { outputs } = await client.generate({ prompt: 'a lighthouse' })
  const file = await downloadOutput(outputs[0], OUT, { trustedOrigins: [emulator.url] })
  console.log(file.format, emulator.ledger.entries().length, isNanoBananaError(new InvalidInputError([{ field: 'a', message: 'b' }])))
  await emulator.close()
`
const names = '{ createNanoBanana, downloadOutput, InvalidInputError, isNanoBananaError, pollWatch }'

it('works when it is imported', async () => {
  const script = `
    import ${names} from '@nano-banana/node'
    import { startEmulator } from '@nano-banana/emulator'
    ${story.replace('OUT', "'imported.png'")}`
  await writeFile(join(consumer, 'imported.mjs'), script)
  expect((await run('node', ['imported.mjs'], { cwd: consumer })).stdout).toBe('png 1 true\n')
})

it('works when it is required', async () => {
  const script = `
    const ${names} = require('@nano-banana/node')
    const { startEmulator } = require('@nano-banana/emulator')
    void (async () => { ${story.replace('OUT', "'required.png'")} })()`
  await writeFile(join(consumer, 'required.cjs'), script)
  expect((await run('node', ['required.cjs'], { cwd: consumer })).stdout).toBe('png 1 true\n')
})

it('has the command, which paints a picture of the asked size', async () => {
  const flags = ['--aspect-ratio', '21:9', '--out', 'command.png', '--emulator', '--json']
  const { stdout } = await run('pnpm', ['exec', 'nano-banana', 'generate', 'a lighthouse', ...flags], { cwd: consumer })
  expect(JSON.parse(stdout)).toMatchObject({ status: 'success', emulated: true })
  const bytes = await readFile(join(consumer, 'command.png'))
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1584, 672])
})

it('ships no source, no test and no install script', async () => {
  for (const name of packages) {
    const folder = join(consumer, 'node_modules', '@nano-banana', name)
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:|@nano-banana\/source|postinstall|preinstall/)
    expect(await readFile(join(folder, 'LICENSE'), 'utf8')).toContain('MIT License')
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain(`@nano-banana/${name}`)
  }
})
