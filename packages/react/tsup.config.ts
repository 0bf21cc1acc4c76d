import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  target: 'es2023',
  sourcemap: true,
  clean: true,
  dts: true,
  // Tree shaking would drop the directive that React's server side looks for.
  treeshake: false,
  splitting: false,
  banner: { js: "'use client';" },
})
