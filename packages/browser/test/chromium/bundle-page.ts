import { build } from 'esbuild'

/** A page that runs a script: from source, so that a change is tested without a build. */
export async function bundlePage(script: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [script],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@nano-banana/source'],
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  })
  const text = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script')
  return `<!doctype html><meta charset="utf-8"><title>Tabs</title><div id="root"></div><script type="module">${text}</script>`
}
