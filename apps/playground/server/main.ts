import process from 'node:process'
import { startPlayground } from './start-playground.ts'

const { url, service, close } = await startPlayground({ port: Number(process.env['PORT'] ?? 4_173), env: process.env })
const behind = service === 'emulator' ? 'the emulator: nothing is billed' : 'HiAPI, with your key: pictures cost money'
process.stdout.write(`Nano Banana is at ${url} (${behind}). Ctrl-C stops it.\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
