import type { Allowance } from './allowance.ts'

/** How many pictures may still be made. Rejects when the server does not say. */
export const readAllowance = (): Promise<Allowance> => ask({})

/** Lets so many more be made, from now on. */
export const allowMore = (pictures: number): Promise<Allowance> =>
  ask({ method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ pictures }) })

async function ask(init: RequestInit): Promise<Allowance> {
  const response = await fetch('/api/spending', init)
  const answer: unknown = await response.json()
  if (typeof answer !== 'object' || answer === null) throw new Error('No such answer')
  const { made, left } = { made: undefined, left: undefined, ...answer }
  if (typeof made !== 'number' || typeof left !== 'number') throw new Error('No such answer')
  return { made, left }
}
