import { InvalidInputError } from '@nano-banana/core'
import type { BatchIdentity } from './batch-identity.ts'

/** Who pays. */
export interface Payer {
  /** The client's account; nothing when it cannot tell. */
  readonly account: string | undefined
  /** Whether the caller vouches for it that a new key belongs to the account of the old one. */
  readonly isSameAccount: boolean
}

/**
 * The identity with the account that pays from now on. Throws `InvalidInputError` when the batch was paid by another one:
 * its tasks cannot be seen from here, and rows that an emulator has made would count as done.
 */
export function assertAccount(identity: BatchIdentity, { account, isSameAccount }: Payer): BatchIdentity {
  const { accounts } = identity
  if (account === undefined || accounts.includes(account)) return identity
  if (accounts.length > 0 && !isSameAccount)
    throw new InvalidInputError([
      {
        field: 'outDir',
        message:
          'holds a batch that was begun under another API key, of an emulator perhaps. Choose another folder; or, if this is a new key of the same account, say so (isSameAccount, --same-account)',
      },
    ])
  return { ...identity, accounts: [...accounts, account] }
}
