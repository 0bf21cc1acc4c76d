import type { Row } from '../row.ts'

/** What the journal asks of a `Pool` of the package pg, version 8. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>
}

/** What the journal asks of such a pool's clients. */
export interface PostgresClient extends Listening<'on'>, Listening<'off'> {
  query(sql: string, values?: unknown[]): Promise<{ readonly rows: Row[] }>
  release(isBroken?: boolean): void
}

/** The client that a pool gives, as its own types say. */
export type ClientOf<Pool extends PostgresPool> = Pool extends {
  connect: { (): Promise<infer Client>; (...callback: never[]): unknown }
}
  ? Client
  : PostgresClient

type Listening<Name extends string> = Readonly<Record<Name, Listen>>

interface Listen {
  (event: 'error' | 'end', listener: () => void): unknown
  (event: 'notification', listener: (message: PostgresNotification) => void): unknown
}

/** What somebody said on a channel. */
export interface PostgresNotification {
  readonly payload?: string | undefined
}
