export { createEmulator, type Emulator, type EmulatorOptions } from './create-emulator.ts'
export type { Ledger, LedgerEntry } from './service/ledger.ts'
export type { Stages } from './service/lifecycle.ts'
export { type RunningEmulator, type StartOptions, startEmulator } from './start-emulator.ts'
