import { defineConfig } from 'tsup'
import { base } from '../../tsup.base.ts'

export default defineConfig({
  ...base,
  entry: ['src/index.ts', 'src/service.ts', 'src/testing.ts'],
  // `Symbol.asyncDispose` is in the types, and in no library before ESNext.
  dts: { banner: '/// <reference lib="esnext.disposable" />' },
})
