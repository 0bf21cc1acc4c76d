import { registerHooks } from 'node:module'
import { env } from 'node:process'
import { patch } from './mutant.ts'
import { mutants } from './mutants.ts'

// Loaded before everything else: the one file of the mutant is patched on its way into the process, not on the disk.
const mutant = mutants.find(({ name }) => name === env['NANO_BANANA_MUTANT'])
if (mutant === undefined) throw new Error('NANO_BANANA_MUTANT must name a mutant')

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith(`/packages/${mutant.file}`) || loaded.source === undefined) return loaded
    return { ...loaded, source: patch(mutant, textOf(loaded.source)) }
  },
})

const textOf = (source: string | ArrayBuffer | NodeJS.TypedArray): string =>
  typeof source === 'string' ? source : new TextDecoder().decode(source)
