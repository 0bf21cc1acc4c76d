import { describe, expect, it } from 'vitest'
import { widthOf } from '../../src/painter/lettering.ts'
import { wrapLines } from '../../src/painter/wrap-lines.ts'

describe('wrapLines', () => {
  const room = { size: 20, width: 200, lines: 2 }

  it('keeps a text that fits on one line', () => {
    expect(wrapLines('a short text', room)).toEqual(['a short text'])
    expect(wrapLines('', room)).toEqual([])
  })

  it('breaks between words', () => {
    expect(wrapLines('a text that takes two lines', room)).toEqual(['a text that takes two', 'lines'])
  })

  it('ends with an ellipsis when there are too few lines, and still fits', () => {
    const lines = wrapLines('a text that takes far more than the two lines it may have', room)
    expect(lines).toEqual(['a text that takes far', 'more than the two…'])
    expect(lines.filter((line) => widthOf(line, room.size) > room.width)).toEqual([])
  })

  it('breaks a word that is wider than the line', () => {
    const lines = wrapLines('x'.repeat(500), { ...room, lines: 3 })
    expect(lines.map((line) => line.replace(/x+/, 'x'))).toEqual(['x', 'x', 'x…'])
    expect(lines.filter((line) => widthOf(line, room.size) > room.width)).toEqual([])
  })
})
