import { defineConfig } from 'vitest/config'

const packages = ['core', 'http', 'node', 'emulator', 'cli']

export default defineConfig({
  test: {
    reporters: ['default', './test/totals-reporter.ts'],
    coverage: {
      include: ['packages/core/src/**'],
      exclude: ['**/platform.d.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 95, branches: 95 },
    },
    projects: packages.map((name) => ({
      // Source, not dist: a change is tested without a build.
      resolve: { conditions: ['@nano-banana/source'] },
      ssr: { resolve: { conditions: ['@nano-banana/source'] } },
      test: {
        name,
        root: `./packages/${name}`,
        include: ['test/**/*.test.ts'],
        setupFiles: ['../../test/loopback-only.ts', '../../test/fail-on-console.ts'],
        restoreMocks: true,
        retry: 0,
        typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], tsconfig: 'test/tsconfig.json' },
      },
    })),
  },
})
