import { expect, it } from 'vitest'
import { pageFrom } from '../src/watch/shared/page-from.ts'

const ranks = Array.from({ length: 1_200 }, (_, rank) => rank)

it('asks for the longest page when it begins just there', () => {
  expect([0, 100, 700].map(pageFrom)).toEqual([1, 2, 8].map((page) => ({ page, size: 100 })))
})

it('shows the task of the rank, on no page longer than the service gives', () => {
  for (const rank of ranks) {
    const { page, size } = pageFrom(rank)
    expect([size <= 100, (page - 1) * size <= rank, rank < page * size]).toEqual([true, true, true])
  }
})

it('reaches as far back as any page that shows the task', () => {
  for (const rank of ranks) {
    const { page, size } = pageFrom(rank)
    const ends = Array.from({ length: 100 }, (_, less) => (1 + Math.floor(rank / (100 - less))) * (100 - less))
    expect(page * size).toBe(Math.max(...ends))
  }
})

it('reaches nearly a whole page further where pages begin at many ranks', () => {
  const { page, size } = pageFrom(550)
  expect(page * size).toBe(637)
})
