import type { KeyedCreate } from './create-task.ts'
import { createQuota, type Quota } from './quota.ts'
import type { ResolvedServiceOptions } from './service-options.ts'

/** What the service keeps of one API key beside its tasks. */
export interface Account {
  readonly name: string
  readonly quota: Quota
  readonly keys: Map<string, KeyedCreate>
}

/** The account that an `Authorization` header names; nothing when its key is not one of the emulator's. */
export const accountNameOf = (authorization = ''): string | undefined =>
  /^Bearer (sk-test-[\x21-\x7e]+)$/.exec(authorization)?.[1]

/** Finds the account of an `Authorization` header, and opens it when it is new; nothing when the key is not one of the emulator's. */
export type FindAccount = (authorization: string | undefined) => Account | undefined

/** No account yet. */
export function createAccounts({ quota, concurrent }: ResolvedServiceOptions): FindAccount {
  const accounts = new Map<string, Account>()
  return (authorization) => {
    const name = accountNameOf(authorization)
    if (name === undefined) return undefined
    const known = accounts.get(name)
    if (known) return known
    const account = { name, quota: createQuota({ perMinute: quota, concurrent }), keys: new Map() }
    accounts.set(name, account)
    return account
  }
}
