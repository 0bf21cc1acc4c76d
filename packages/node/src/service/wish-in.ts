/** What was asked for, apart from where the answer goes: a new address of the same server is no other wish. */
export function wishIn(body: string): string {
  const { callback: _, ...wish } = JSON.parse(body)
  return JSON.stringify(wish)
}
