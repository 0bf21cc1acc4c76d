import process from 'node:process'
import { startPlayground } from './start-playground.ts'
import { supervise } from './supervise.ts'

const port = Number(process.env['PORT'] ?? 4_173)
const isReal = Boolean(process.env['HIAPI_API_KEY'])
const { url, service, close } = isReal ? await startPlayground({ port, env: process.env }) : await supervise(port)
const behind = service === 'emulator' ? 'the emulator: nothing is billed' : 'HiAPI, with your key: pictures cost money'
process.stdout.write(`Nano Banana is at ${url} (${behind}). Ctrl-C stops it.\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
