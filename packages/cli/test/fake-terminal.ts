import type { Terminal } from '../src/terminal.ts'

/** A terminal that remembers what it was told. */
export interface FakeTerminal extends Terminal {
  readonly printed: readonly string[]
  readonly said: readonly string[]
  readonly rewritten: readonly string[]
  readonly stop: () => void
}

export function createFakeTerminal({
  isInteractive = false,
  env = {},
}: {
  readonly isInteractive?: boolean
  readonly env?: Readonly<Record<string, string>>
} = {}): FakeTerminal {
  const printed: string[] = []
  const said: string[] = []
  const rewritten: string[] = []
  const controller = new AbortController()
  return {
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
    rewrite: (line) => rewritten.push(line),
    isInteractive,
    columns: 80,
    env,
    stopSignal: controller.signal,
    printed,
    said,
    rewritten,
    stop: () => controller.abort('SIGINT'),
  }
}
