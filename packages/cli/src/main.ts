#!/usr/bin/env node
import process from 'node:process'
import { run } from './program.ts'
import { openTerminal } from './terminal.ts'

process.exitCode = await run(process.argv.slice(2), openTerminal())
