import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

/** Kilobytes of a browser bundle, minified and compressed. */
async function kilobytes(source: string, external: readonly string[] = []): Promise<number> {
  const result = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: [...external],
  })
  const [file] = result.outputFiles
  return gzipSync(file?.contents ?? '', { level: 9 }).length / 1000
}

const createClient = `export { createClient } from '../packages/core/src/index.ts'`

// The reasons for these ceilings stand in docs/decisions/0007-size.md.
it('keeps the own code that createClient reaches, schemas and messages included, below 10.85 kB', async () => {
  expect(await kilobytes(createClient, ['zod/mini'])).toBeLessThan(10.85)
})

it('keeps the whole client with validation, zod included, below 16.6 kB', async () => {
  expect(await kilobytes(createClient)).toBeLessThan(16.6)
})
