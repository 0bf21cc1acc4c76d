import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retryAfterMs } from '../src/retry/retry-after.ts'

const nowMs = Date.UTC(2026, 0, 1)
const read = (value: string, date?: string) =>
  retryAfterMs({ 'retry-after': value, ...(date !== undefined && { date }) }, nowMs)
const runs = { seed: 20_260_101, numRuns: 1_000 }

describe('Retry-After', () => {
  it.each<[string, number | undefined]>([
    ['3', 3_000],
    ['0', 0],
    [' 7 ', 7_000],
    ['007', 7_000],
    ['86400', 86_400_000],
    ['999999999', 999_999_999_000],
    ['Thu, 01 Jan 2026 00:00:04 GMT', 4_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['9999999999', 9_999_999_999_000],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['-1', undefined],
    ['+1', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['5;x', undefined],
    ['3, 5', undefined],
    ['١٢٣', undefined],
    ['soon', undefined],
    ['', undefined],
    ['2026-01-01T00:00:04Z', undefined],
    ['Thu, 1 Jan 2026 00:00:04 GMT', undefined],
    ['Thursday, 01-Jan-26 00:00:04 GMT', undefined],
    ['Thu, 01 Jan 2026 00:00:04 +0000', undefined],
    ['Thu, 01 Jan 2026 99:00:04 GMT', undefined],
    ['Tue, 31 Feb 2026 00:00:00 GMT', undefined],
    ['Thu, 01 Jan 2026 00:00:04 GMT trailing', undefined],
  ])('%j asks for %s ms', (value, expected) => {
    expect(read(value)).toBe(expected)
  })

  it('that is absent asks for nothing', () => {
    expect(retryAfterMs({}, nowMs)).toBeUndefined()
  })

  it("counts a date from the answer's own Date, and from the clock here when that is missing or junk", () => {
    const asked = 'Thu, 01 Jan 2026 00:00:30 GMT'
    expect(read(asked, 'Thu, 01 Jan 2026 00:00:10 GMT')).toBe(20_000)
    expect(read(asked, 'yesterday')).toBe(30_000)
    expect(read(asked)).toBe(30_000)
  })

  it('never asks for less than was written, in seconds', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (seconds) => {
        expect(read(String(seconds))).toBe(seconds * 1_000)
      }),
      runs,
    )
  })

  it('never asks for less than was written, as a date', () => {
    const date = fc.date({ min: new Date(0), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(date, date, (until, answeredAt) => {
        const wholeSeconds = (time: Date): number => Math.floor(time.getTime() / 1_000) * 1_000
        const expected = Math.max(0, wholeSeconds(until) - wholeSeconds(answeredAt))
        expect(read(until.toUTCString(), answeredAt.toUTCString())).toBe(expected)
      }),
      runs,
    )
  })

  it('is a number of milliseconds or nothing, whatever the headers say', () => {
    const nearly = fc.oneof(
      fc.array(fc.nat(0xffff), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)),
      fc.string({ unit: fc.constantFrom(...'0123456789+-.,;eE xT:GM') }),
      fc
        .tuple(fc.constantFrom('Mon', 'Thu', 'thu'), fc.nat(99), fc.constantFrom('Jan', 'Feb', 'Foo'), fc.nat(99_999))
        .map(([day, number, month, year]) => `${day}, ${number} ${month} ${year} ${number}:00:00 GMT`),
    )
    fc.assert(
      fc.property(nearly, nearly, (value, date) => {
        const asked = read(value, date)
        expect(asked === undefined || (Number.isFinite(asked) && asked >= 0)).toBe(true)
      }),
      runs,
    )
  })

  it.each(['1', ' ', ', ', 'Thu, 01 Jan 2026 ', 'Thu, ', '\t0', 'GMT '])('reads a megabyte of %j at once', (piece) => {
    const value = piece.repeat(1_000_000 / piece.length)
    const startedAt = performance.now()
    const asked = [read(`-${value}`), read(`x${value}x`), read('5', value)]
    // A parser that looks back would need hours for this: one second is no timing test.
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(asked).toEqual([undefined, undefined, 5_000])
  })
})
