import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

/** Kilobytes of a browser bundle, minified and compressed. */
async function kilobytes(source: string): Promise<number> {
  const result = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  })
  const [file] = result.outputFiles
  return gzipSync(file?.contents ?? '', { level: 9 }).length / 1000
}

const createClient = `export { createClient } from '../packages/core/src/index.ts'`

// The reasons for this ceiling stand in docs/decisions/0007-size.md.
it('keeps the whole client with validation, all it imports included, below 10.7 kB', async () => {
  expect(await kilobytes(createClient)).toBeLessThan(10.7)
})
