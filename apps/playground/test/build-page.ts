import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the page once for all tests, as visitors get it: React has another build for tests. */
export async function setup(): Promise<void> {
  const mode = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  await build({ root: fileURLToPath(new URL('..', import.meta.url)), logLevel: 'silent' })
  if (mode === undefined) delete process.env['NODE_ENV']
  else process.env['NODE_ENV'] = mode
}
