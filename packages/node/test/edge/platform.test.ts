import { build } from 'esbuild'
import { expect, it } from 'vitest'

it('needs web standards alone', async () => {
  const entry = new URL('../../src/edge.ts', import.meta.url).pathname
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [entry], bundle: true, format: 'esm', platform: 'neutral', write: false, metafile: true },
    ...{ mainFields: ['module', 'main'], conditions: ['@nano-banana/source', 'import'], external: ['node:*'] },
  })
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  expect(imported).toEqual([])
  const [{ text = '' } = {}] = outputFiles
  expect(text.match(/\b(Buffer|process|require|__dirname|setImmediate)\b[.]/g)).toBeNull()
})
