import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createInspection, pictureLimits, UnfitPicture } from '../src/index.ts'
import { goodFiles, height, width } from './good-files.ts'
import { hostileFiles } from './hostile-files.ts'

function inspect(bytes: Uint8Array, pieceLength = bytes.length) {
  const inspection = createInspection()
  for (let at = 0; at < bytes.length; at += pieceLength) inspection.take(bytes.subarray(at, at + pieceLength))
  return inspection.finish()
}

const good = await goodFiles()
const hostile = await hostileFiles()

describe.each(good)('$name', ({ type, bytes }) => {
  it.each([1, 7, 4_096, bytes.length])('passes in pieces of %d bytes', (pieceLength) => {
    expect(inspect(bytes, pieceLength)).toEqual({ type, width, height })
  })

  it('is measured by its header', () => {
    const inspection = createInspection()
    inspection.take(bytes.subarray(0, Math.floor(bytes.length * 0.6)))
    expect(inspection.picture()).toEqual({ type, width, height })
  })
})

it('knows many hostile files, all of different names', () => {
  expect(hostile.length).toBeGreaterThan(500)
  expect(new Set(hostile.map(({ name }) => name)).size).toBe(hostile.length)
})

it.each(hostile)('does not let pass $name', ({ bytes, unfitness }) => {
  for (const pieceLength of [bytes.length || 1, 13])
    expect(() => inspect(bytes, pieceLength)).toThrow(expect.objectContaining({ name: 'UnfitPicture', unfitness }))
})

it('tells where the picture ends that something follows', () => {
  for (const { bytes } of good)
    expect(() => inspect(Buffer.concat([bytes, Buffer.from('more')]), 100)).toThrow(
      expect.objectContaining({ unfitness: 'trailing', pictureBytes: bytes.length }),
    )
})

it('stops at the first byte too many', () => {
  const inspection = createInspection()
  const [first] = good
  inspection.take(first?.bytes.subarray(0, 100) ?? new Uint8Array())
  expect(() => inspection.take(new Uint8Array(pictureLimits.maxBytes))).toThrow(
    expect.objectContaining({ unfitness: 'too_large' }),
  )
})

it('answers whatever bytes with a picture or an UnfitPicture', () => {
  const beginning = fc.constantFrom(...good.map(({ bytes }) => bytes))
  const edit = fc.record({ at: fc.nat(2_000), byte: fc.nat(255) })
  const story = fc.record({
    beginning,
    edits: fc.array(edit, { maxLength: 8 }),
    pieceLength: fc.integer({ min: 1, max: 999 }),
  })
  fc.assert(
    fc.property(story, ({ beginning, edits, pieceLength }) => {
      const bytes = Uint8Array.from(beginning)
      for (const { at, byte } of edits) bytes[at % bytes.length] = byte
      try {
        const { width, height } = inspect(bytes, pieceLength)
        expect(width * height).toBeLessThanOrEqual(pictureLimits.maxPixels)
      } catch (error) {
        expect(error).toBeInstanceOf(UnfitPicture)
      }
    }),
    { numRuns: 2_000, seed: 7 },
  )
})
