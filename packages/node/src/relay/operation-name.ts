/** Whether a text can name an operation: what an `Idempotency-Key` may be. */
export const isOperationName = (name: string | null | undefined): name is string =>
  typeof name === 'string' && /^[\x21-\x7e]{1,255}$/.test(name)
