import type { Options } from 'tsup'

/** How every package is built: ESM, types, source maps. */
export const base: Options = {
  entry: ['src/index.ts'],
  format: 'esm',
  target: 'es2023',
  sourcemap: true,
  clean: true,
  dts: true,
  // `node:sqlite` and its like exist under their full name only.
  removeNodeProtocol: false,
}
