import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  target: 'es2023',
  sourcemap: true,
  clean: true,
  // `node:sqlite` and its like exist under their full name only.
  removeNodeProtocol: false,
})
