import { defineConfig } from 'tsup'
import { base } from '../../tsup.base.ts'

export default defineConfig({
  ...base,
  // Tree shaking would drop the directive that React's server side looks for.
  treeshake: false,
  splitting: false,
  banner: { js: "'use client';" },
})
