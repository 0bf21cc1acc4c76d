import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const trial = fileURLToPath(new URL('../bench/src/watch/waiting-process.ts', import.meta.url))
const execArgv = ['--conditions=@nano-banana/source', '--expose-gc']

// What these bytes are made of stands in docs/decisions/0017-shared-watch.md.
it.each([
  ['wait', 1_500],
  ['entry', 500],
])(
  'keeps an open %s below %d bytes',
  async (name, most) => {
    const child = fork(trial, [name, '100000'], { execArgv })
    const [told] = await once(child, 'message')
    expect(told.bytes).toBeGreaterThan(100)
    expect(told.bytes).toBeLessThan(most)
  },
  60_000,
)
