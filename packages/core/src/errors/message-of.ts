/** What a thrown value says; it may be no error, and not even printable. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : `a thrown ${typeof thrown}`
