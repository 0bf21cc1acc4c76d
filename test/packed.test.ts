import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type Consumer, createConsumer, packages, root } from './consumer.ts'
import { kilobytes } from './kilobytes.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await createConsumer({
    '@hono/node-server': '2.1.8',
    ai: '7.0.173',
    hono: '4.13.19',
    react: '19.3.1',
    'react-dom': '19.3.1',
    vite: '8.3.8',
  })
}, 180_000)

afterAll(() => consumer.remove())

const write = (file: string, text: string): Promise<void> => writeFile(join(consumer.folder, file), text)

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
  await write(
    'imported.mjs',
    `import ${names} from '@nano-banana/node'
    import { startEmulator } from '@nano-banana/emulator'
    ${story.replace('OUT', "'imported.png'")}`,
  )
  expect(await consumer.run('node', 'imported.mjs')).toBe('png 1 true\n')
})

it('works when it is required', async () => {
  await write(
    'required.cjs',
    `const ${names} = require('@nano-banana/node')
    const { startEmulator } = require('@nano-banana/emulator')
    void (async () => { ${story.replace('OUT', "'required.png'")} })()`,
  )
  expect(await consumer.run('node', 'required.cjs')).toBe('png 1 true\n')
})

it('paints with the AI SDK by the lines of its README', async () => {
  const readme = await readFile(join(root, 'packages/ai-sdk/README.md'), 'utf8')
  const sample = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, lines = '']) => lines)
  await write('ai-sdk.mjs', sample.find((lines) => lines.includes('startEmulator')) ?? '')
  expect(await consumer.run('node', 'ai-sdk.mjs')).toBe('image/png 1\n')
})

it('has the command, which paints a picture of the asked size', async () => {
  const flags = ['--aspect-ratio', '21:9', '--out', 'command.png', '--emulator', '--json']
  const printed = await consumer.run('pnpm', 'exec', 'nano-banana', 'generate', 'a lighthouse', ...flags)
  expect(JSON.parse(printed)).toMatchObject({ status: 'success', emulated: true })
  const bytes = await readFile(join(consumer.folder, 'command.png'))
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1584, 672])
})

it('keeps the directive that React’s server side looks for', async () => {
  const bundle = await readFile(join(consumer.folder, 'node_modules/@nano-banana/react/dist/index.js'), 'utf8')
  expect(bundle.split('\n')[0]).toBe("'use client';")
})

it('brings a browser client of at most 20 kB, and a binding of at most 1 kB to it', async () => {
  const client = `export { createNanoBanana } from '@nano-banana/browser'`
  const binding = `export { NanoBananaProvider, useNanoBanana, useTask } from '@nano-banana/react'`
  const alone = await kilobytes(client, consumer.folder)
  expect(alone).toBeLessThan(20)
  expect((await kilobytes(`${client}\n${binding}`, consumer.folder)) - alone).toBeLessThan(1)
})

it('shows a picture in a Vite app made of the React README’s lines', async () => {
  const readme = await readFile(join(root, 'packages/react/README.md'), 'utf8')
  const [, app = ''] = /```tsx\n([\s\S]*?)```/.exec(readme) ?? []
  await write('app.tsx', app)
  await write(
    'main.tsx',
    `import { createRoot } from 'react-dom/client'
    import { App } from './app.tsx'
    createRoot(document.body.appendChild(document.createElement('main'))).render(<App />)`,
  )
  await write('index.html', '<!doctype html><title>app</title><body><script type="module" src="/main.tsx"></script>')
  await consumer.run('pnpm', 'exec', 'vite', 'build')
  const url = await serveApp()

  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] })
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: 'Paint' }).click()
  const picture = page.getByAltText('A red fox in the snow')
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1024)
  expect(await (await fetch(`${url}/billed`)).text()).toBe('1')
}, 60_000)

/** Serves the built app and the relay it needs, in a process that has nothing but the packed packages. */
async function serveApp(): Promise<string> {
  await write(
    'server.mjs',
    `import { serve } from '@hono/node-server'
    import { serveStatic } from '@hono/node-server/serve-static'
    import { startEmulator } from '@nano-banana/emulator'
    import { createNanoBanana, createRelay } from '@nano-banana/node'
    import { Hono } from 'hono'
    const emulator = await startEmulator({ speed: 20 })
    const relay = createRelay({
      client: createNanoBanana({ apiKey: 'sk-test-app', baseUrl: emulator.url }),
      secret: 'thirty-two characters or more, please',
      basePath: '/api/nano-banana',
      authorize: () => ({ id: 'visitor' }),
      trustedOrigins: [emulator.url],
    })
    const app = new Hono()
    app.all('/api/nano-banana/*', (context) => relay(context.req.raw))
    app.get('/billed', (context) => context.text(String(emulator.ledger.entries().length)))
    app.use(serveStatic({ root: './dist' }))
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log('http://127.0.0.1:' + port))`,
  )
  const server = spawn('node', ['server.mjs'], { cwd: consumer.folder, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void server.kill())
  const [line] = await once(server.stdout, 'data')
  return String(line).trim()
}

it('ships no source, no test and no install script', async () => {
  for (const name of packages) {
    const folder = join(consumer.folder, 'node_modules', '@nano-banana', name)
    const manifest = await readFile(join(folder, 'package.json'), 'utf8')
    expect(manifest).not.toMatch(/workspace:|catalog:|@nano-banana\/source|postinstall|preinstall/)
    expect(await readFile(join(folder, 'LICENSE'), 'utf8')).toContain('MIT License')
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain(`@nano-banana/${name}`)
  }
})
