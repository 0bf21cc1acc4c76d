import { expect, it } from 'vitest'
import { imageFormat } from '../../src/download/image-format.ts'
import { jpg, png, webp } from './pictures.ts'

it('tells the formats apart by their first bytes', () => {
  expect([png, jpg, webp].map(imageFormat)).toEqual(['png', 'jpg', 'webp'])
})

it('knows nothing else', () => {
  const others = ['', '<!doctype html>', '{"error":1}', 'GIF89a......', 'RIFF....AVI LIST', '\x89PNG\n', 'RIFF....']
  expect(others.map((text) => imageFormat(Buffer.from(text, 'latin1')))).toEqual(others.map(() => undefined))
  expect(imageFormat(png.subarray(1))).toBeUndefined()
})
