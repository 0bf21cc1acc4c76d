import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { invariants } from '../src/checker/invariants.ts'
import { patch } from '../src/mutants/mutant.ts'
import { mutants } from '../src/mutants/mutants.ts'
import { runScript } from './run-script.ts'

const read = (path: string): Promise<string> => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')

it('each planted defect has a name of its own, and the docs say how many there are', async () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  for (const file of ['README.md', 'docs/guides/reliability.md', 'docs/mutants.md'])
    expect(await read(file)).toMatch(new RegExp(`\\b${mutants.length} (planted |realistic )?defects`))
})

it.each(mutants)('$name still fits the source that ships', async (mutant) => {
  const source = await read(`packages/${mutant.file}`)
  expect(patch(mutant, source)).not.toBe(source)
})

it('a patch that fits nowhere, or twice, is an error', () => {
  const mutant = { name: 'x', defect: 'x', file: 'x.ts', find: 'ab', replace: 'c' }
  expect(() => patch(mutant, 'nothing')).toThrow('no longer fits x.ts')
  expect(() => patch(mutant, 'abab')).toThrow('no longer fits x.ts')
})

it.each([
  'new-key-per-attempt',
  'retry-after-ignored',
  'deadline-timer-left',
  'terminal-state-overwritten',
  'post-before-insert',
  'acknowledged-before-write',
  'settled-before-effect',
])('%s is caught within a thousand schedules', async (name) => {
  const { lines } = await runScript('mutants/hunter.ts', [], name)
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ seed: expect.any(Number), invariant: expect.any(String) })
})

it('the docs tell where each was caught, and every invariant catches one', async () => {
  // Tables are padded to be read as they are.
  const table = (await read('docs/mutants.md')).replace(/ +/g, ' ')
  for (const { defect, file } of mutants) expect(table).toContain(`| ${defect} | \`${file}\` |`)
  for (const { id } of invariants) expect(table).toContain(`| ${id} |`)
})
