import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'
import { beforeAll, expect, it } from 'vitest'

let code = ''
let inputs: Metafile['inputs'] = {}

beforeAll(async () => {
  const result = await build({
    stdin: { contents: "export * from './src/index.ts'", resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    treeShaking: true,
    // Comments may speak of anything.
    legalComments: 'none',
    minifyWhitespace: true,
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  code = result.outputFiles.map(({ text }) => text).join('')
  inputs = result.metafile.inputs
})

it('is all there', () => {
  expect(code).toContain('IDEMPOTENCY_KEY_PROCESSING')
  for (const name of ['createClient', 'pollWatch', 'isNanoBananaError', 'generateInputSchema'])
    expect(code).toMatch(new RegExp(`\\b${name}\\b`))
})

it('holds no package but zod, and nothing of node', () => {
  const packages = Object.keys(inputs).flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [])
  expect([...new Set(packages)]).toEqual(['zod'])
  expect(Object.values(inputs).flatMap(({ imports }) => imports.filter(({ external }) => external))).toEqual([])
})

it('holds none of the languages that zod speaks', () => {
  const used = Object.entries(inputs).filter(([path]) => /zod\/.*\/locales\//.test(path))
  expect(used.map(([path]) => path).filter((path) => code.includes(path))).toEqual([])
  expect(code).not.toMatch(/Ongeldige|Ungültige|Invalid input: expected/)
})

it.each([
  ['the platform of a server', /\bprocess\b|\bBuffer\b|\b__dirname\b|\brequire\(|["']node:/],
  ['the page', /\bwindow\b|\bdocument\b|\blocalStorage\b|\bnavigator\b/],
  ['a network of its own', /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b/],
  ['a clock that cannot be replaced', /AbortSignal\.timeout|\bsetInterval\b/],
  ['other packages', /\bfrom\s*["']|\bimport\(|\bky\b|\breact\b/i],
  ['the console', /\bconsole\./],
])('reaches for nothing of %s', (_, forbidden) => {
  expect(forbidden.exec(code)).toBeNull()
})
