import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const run = promisify(execFile)

const guide = 'docs/guides/testing.md'

interface Sample {
  readonly page: string
  readonly heading: string
  readonly file: string
}

/** A project outside the workspace, with one sample of a page in it, that finds the packages' sources. */
async function createProject({ page, heading, file }: Sample): Promise<string> {
  const text = await readFile(join(root, page), 'utf8')
  const [, sample = ''] = /```ts\n([\s\S]*?)```/.exec(text.slice(text.indexOf(heading))) ?? []
  const folder = await mkdtemp(join(tmpdir(), 'nano-banana-guide-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'node_modules/@nano-banana'), { recursive: true })
  await mkdir(join(folder, 'node_modules/@playwright'))
  await Promise.all([
    ...['emulator', 'node'].map((name) =>
      symlink(join(root, 'packages', name), join(folder, 'node_modules/@nano-banana', name)),
    ),
    ...['vitest', '@playwright/test'].map((name) =>
      symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name)),
    ),
    writeFile(join(folder, 'package.json'), '{ "type": "module" }'),
    writeFile(join(folder, file), sample),
  ])
  return folder
}

const env = { ...process.env, NODE_OPTIONS: '--conditions=@nano-banana/source' }

it('passes in Vitest as the guide tells it', async () => {
  const folder = await createProject({ page: guide, heading: '## In Vitest', file: 'pictures.test.ts' })
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  // Whatever else this machine does: the sample shares it with every other test.
  const argv = [vitest, 'run', '--root', folder, '--reporter', 'tap-flat', '--test-timeout', '60000']
  const { stdout } = await run(process.execPath, argv, { cwd: folder, env }).catch(({ stdout, stderr }) => {
    throw new Error(`The sample does not pass:\n${stdout}\n${stderr}`)
  })
  expect(stdout.split('\n').filter((line) => /^(not )?ok/.test(line))).toEqual([
    expect.stringMatching(/^ok .*pays once/),
    expect.stringMatching(/^ok .*gets the callback again/),
  ])
})

it.each(['# @nano-banana/emulator', '## Without a port'])('runs as the README tells it: %s', async (heading) => {
  const folder = await createProject({ page: 'packages/emulator/README.md', heading, file: 'sample.ts' })
  const { stdout } = await run(process.execPath, [join(folder, 'sample.ts')], { cwd: folder, env })
  expect(stdout).toBe('1\n')
})

it('passes in Playwright as the guide tells it', async () => {
  const folder = await createProject({ page: guide, heading: '## In Playwright', file: 'pictures.spec.ts' })
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  const config = {
    testDir: folder,
    workers: 1,
    expect: { timeout: 15_000 },
    use: { launchOptions: { executablePath, args } },
  }
  await writeFile(join(folder, 'playwright.config.js'), `export default ${JSON.stringify(config)}`)
  const argv = [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter', 'json']
  const { stdout } = await run(process.execPath, argv, { cwd: folder, env })
  expect(JSON.parse(stdout).stats).toMatchObject({ expected: 1, unexpected: 0, flaky: 0 })
})
