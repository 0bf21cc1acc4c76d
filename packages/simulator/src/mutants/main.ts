import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import process, { env, execPath, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Catch } from './hunt.ts'
import type { Mutant } from './mutant.ts'
import { mutants } from './mutants.ts'

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const run = promisify(execFile)
/** A defect that hangs the simulator has been noticed, but not caught. */
const timeoutMs = 120_000

const waiting = [...mutants]
const results = new Map<string, Catch | string>()
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) results.set(mutant.name, await tryOut(mutant))
  }),
)

const caught = mutants.filter(({ name }) => typeof results.get(name) === 'object')
stdout.write(`| defect | file | caught by | at seed |\n| --- | --- | --- | --- |\n${mutants.map(row).join('\n')}\n`)
stdout.write(`${JSON.stringify({ planted: mutants.length, caught: caught.length })}\n`)
if (caught.length < mutants.length) process.exitCode = 1

async function tryOut({ name }: Mutant): Promise<Catch | string> {
  const args = ['--conditions=@nano-banana/source', '--import', here('./plant.ts'), here('./hunter.ts')]
  try {
    const { stdout: told } = await run(execPath, args, {
      env: { ...env, NANO_BANANA_MUTANT: name },
      timeout: timeoutMs,
    })
    const found: Catch | null = JSON.parse(told)
    return found ?? 'not caught within 1000 seeds'
  } catch (error) {
    return `no result: ${error instanceof Error ? error.message.slice(0, 300) : String(error)}`
  }
}

function row({ name, defect, file }: Mutant): string {
  const found = results.get(name) ?? 'not run'
  return typeof found === 'string'
    ? `| ${defect} (${name}) | ${file} | NOT CAUGHT: ${found} | |`
    : `| ${defect} | \`${file}\` | ${found.invariant} | ${found.seed} |`
}
