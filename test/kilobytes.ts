import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** Kilobytes of a module as a browser gets it, minified and compressed, with all that it imports from a folder. */
export async function kilobytes(source: string, folder: string): Promise<number> {
  const result = await build({
    stdin: { contents: source, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['react'],
    logLevel: 'silent',
  })
  const [file] = result.outputFiles
  return gzipSync(file?.contents ?? '', { level: 9 }).length / 1000
}
