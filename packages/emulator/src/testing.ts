export type { FaultRule, FaultScript, StartOptions } from './index.ts'
export type { DeliveryRecord, Fault, Ledger, LedgerEntry } from './service.ts'
export { startTestEmulator, type TestEmulator } from './start-test-emulator.ts'
