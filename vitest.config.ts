import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Source, not dist: a change is tested without a build.
const conditions = ['@nano-banana/source']

const project = (name: string, root: string, others: Readonly<Record<string, unknown>> = {}) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name,
    root: here(root),
    include: ['**/*.test.ts'],
    setupFiles: [here('test/setup/loopback-only.ts'), here('test/setup/fail-on-console.ts')],
    restoreMocks: true,
    unstubEnvs: true,
    testTimeout: 20_000,
    retry: 0,
    // Core touches nothing that outlives a test, so that its files may share a worker: three times as fast.
    isolate: name !== 'core',
    typecheck: { enabled: true, include: ['**/*.test-d.ts'], tsconfig: 'tsconfig.json' },
    ...others,
  },
})

export default defineConfig({
  test: {
    // Many tests wait for a browser, a server or a process: more of them than cores keep the cores busy.
    maxWorkers: 3,
    reporters: ['default', here('test/setup/totals-reporter.ts')],
    coverage: {
      include: ['packages/core/src/**'],
      exclude: ['**/platform.d.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 95, branches: 95 },
    },
    projects: [
      project('workspace', 'test'),
      project('playground', 'apps/playground/test', {
        globalSetup: [here('apps/playground/test/build-page.ts')],
        testTimeout: 120_000,
      }),
      project('examples', 'examples/test'),
      ...['core', 'http', 'picture', 'node', 'browser', 'react', 'emulator', 'cli', 'ai-sdk', 'simulator'].map((name) =>
        project(name, `packages/${name}/test`),
      ),
    ],
  },
})
