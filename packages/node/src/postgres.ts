export { type PostgresJournalOptions, postgresJournal } from './journal/postgres/postgres-journal.ts'
export type { PostgresClient, PostgresPool } from './journal/postgres/postgres-pool.ts'
