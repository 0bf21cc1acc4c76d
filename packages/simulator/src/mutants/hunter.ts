import { stdout } from 'node:process'
import { hunt } from './hunt.ts'

// One process for each mutant, with the mutant planted before this file is loaded.
Error.stackTraceLimit = 0
stdout.write(JSON.stringify((await hunt(1_000)) ?? null))
