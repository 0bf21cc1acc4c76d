import { defineConfig } from 'tsup'
import { base } from '../../tsup.base.ts'

export default defineConfig({
  ...base,
  entry: ['src/index.ts', 'src/edge.ts', 'src/postgres.ts'],
  noExternal: ['@nano-banana/http', '@nano-banana/picture'],
  // The package is private, so that its types must travel, too.
  dts: { resolve: ['@nano-banana/picture'] },
})
