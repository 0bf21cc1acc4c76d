import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../src/callback')

it('needs Node for its HMAC alone, so that another entry can bring its own', () => {
  const needing = readdirSync(folder).filter((file) =>
    /^import (?!type )[^']*'node:|\b(Buffer|process)\./m.test(readFileSync(join(folder, file), 'utf8')),
  )
  expect(needing).toEqual(['node-hmac.ts'])
})
