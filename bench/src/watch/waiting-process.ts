// Runs one trial in a process of its own and tells its parent what came of it.
import process from 'node:process'
import { waitingTrials } from './waiting-trials.ts'

const [name = '', tasks] = process.argv.slice(2)
const trial = Object.entries(waitingTrials).find(([known]) => known === name)?.[1]
if (trial === undefined) throw new Error(`No trial is called ${name}`)
const result = await trial(Number(tasks))
process.send?.(result, undefined, {}, () => process.exit())
