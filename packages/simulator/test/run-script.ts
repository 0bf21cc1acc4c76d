import { execFile } from 'node:child_process'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

/** How a script ended. */
export interface Ran {
  readonly code: number | string | null | undefined
  readonly lines: readonly string[]
}

const source = (file: string): string => fileURLToPath(new URL(`../src/${file}`, import.meta.url))

/** Runs one of the simulator's scripts in a process of its own, with a defect planted where one is named. */
export function runScript(file: string, args: readonly string[], mutant?: string): Promise<Ran> {
  const planted = mutant === undefined ? [] : ['--import', source('mutants/plant.ts')]
  const env = { ...process.env, ...(mutant !== undefined && { NANO_BANANA_MUTANT: mutant }) }
  return new Promise((resolve) => {
    execFile(
      execPath,
      ['--conditions=@nano-banana/source', ...planted, source(file), ...args],
      { env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, lines: `${stdout}${stderr}`.trimEnd().split('\n') }),
    )
  })
}
