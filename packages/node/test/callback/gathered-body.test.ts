import { expect, it } from 'vitest'
import { gatherBody } from '../../src/callback/gathered-body.ts'

it('gives a body of one piece without a copy', () => {
  const gathered = gatherBody(10)
  const piece = Buffer.from('{}')
  expect(gathered.take(new Uint8Array())).toBe(true)
  expect(gathered.take(piece)).toBe(true)
  expect(gathered.bytes().buffer).toBe(piece.buffer)
})

it('keeps no piece of many, and writes to none', () => {
  const gathered = gatherBody(1_000)
  const pieces = Array.from({ length: 1_000 }, (_, at) => Uint8Array.of(at % 256))
  for (const [at, piece] of pieces.entries()) {
    expect(gathered.take(piece)).toBe(true)
    expect(piece).toEqual(Uint8Array.of(at % 256))
    // Whoever still held it would see this.
    if (at > 0) piece.fill(0)
  }
  expect(gathered.bytes()).toEqual(Uint8Array.from({ length: 1_000 }, (_, at) => at % 256))
})

it('takes exactly as much as it may', () => {
  const gathered = gatherBody(4)
  expect(gathered.take(Uint8Array.of(1, 2, 3))).toBe(true)
  expect(gathered.take(Uint8Array.of(4, 5))).toBe(false)
  expect(gathered.take(Uint8Array.of(4))).toBe(true)
  expect(gathered.bytes()).toEqual(Uint8Array.of(1, 2, 3, 4))
})
