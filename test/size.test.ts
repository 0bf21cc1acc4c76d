import { join } from 'node:path'
import { expect, it } from 'vitest'
import { kilobytes } from './kilobytes.ts'

// The reasons for these ceilings stand in docs/decisions/0007-size.md.
it('keeps the whole client with validation, all it imports included, below 10.7 kB', async () => {
  const source = `export { createClient } from './src/index.ts'`
  expect(await kilobytes(source, join(import.meta.dirname, '../packages/core'))).toBeLessThan(10.7)
})
