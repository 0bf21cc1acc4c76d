import { describe, expect, it } from 'vitest'
import type { Canvas } from '../../src/painter/canvas.ts'
import { caption } from '../../src/painter/caption.ts'
import { chooseSubject, type SceneName } from '../../src/painter/choose-scene.ts'
import { createCanvas } from '../../src/painter/create-canvas.ts'
import { drawPicture } from '../../src/painter/draw-picture.ts'
import { letter, widthOf } from '../../src/painter/lettering.ts'
import type { Mood } from '../../src/painter/palette.ts'
import { seededRandom } from '../../src/seeded-random.ts'
import { headerOf, paintWith } from './pictures.ts'

const square = { width: 1024, height: 1024 }

describe('the words of a prompt', () => {
  it.each<[string, SceneName, Mood]>([
    ['A glowing tropical rainforest at night', 'jungle', 'night'],
    ['A tropical beach at sunset', 'sea', 'sunset'],
    ['Snowy MOUNTAINS, early', 'mountains', 'snow'],
    ['the skyline of Tokyo at midnight', 'city', 'night'],
    ['deserts, sunny', 'desert', 'day'],
    ['a cat in a city at dusk', 'cat', 'sunset'],
    ['foggy pine forest', 'forest', 'mist'],
    ['planets', 'space', 'night'],
    ['a summer meadow', 'meadow', 'day'],
    ['portrait of a woman in the dark', 'portrait', 'night'],
    ['a bright poster', 'poster', 'day'],
    ['a ripe banana, soft light', 'still-life', 'mist'],
    ['dreams of a sunny day', 'abstract', 'day'],
    // A word counts only when it stands alone.
    ['seattle cathedral, sunny', 'abstract', 'day'],
  ])('%s', (prompt, scene, mood) => {
    expect(chooseSubject(prompt, seededRandom(prompt), ['abstract'])).toMatchObject({ scene, mood })
  })
})

describe('every scene', () => {
  const prompts = [
    'abstract one',
    'abstract three',
    'abstract four',
    'cat',
    'fox in snow',
    'city',
    'desert',
    'forest in the snow',
    'jungle at night',
    'meadow',
    'aurora',
    'portrait',
    'poster',
    'sea with a lighthouse',
    'beach',
    'space',
    'banana',
    'coffee',
    'vase',
    'bottle',
  ]
  const frames = [square, { width: 384, height: 3072 }, { width: 3072, height: 384 }]

  it.each(prompts)('draws %s without a hole in its numbers', (prompt) => {
    for (const frame of frames) {
      const drawing = drawPicture(prompt, frame, [])
      expect(drawing).not.toMatch(/NaN|undefined|Infinity|\[object/)
    }
  })

  it.each(prompts)('defines each name once in %s, prints included', (prompt) => {
    const references = [1, 2].map((index) => ({ url: `https://example.com/${index}/forest.png`, width: 1, height: 1 }))
    const drawing = drawPicture(prompt, square, references)
    const names = [...drawing.matchAll(/ id="([^"]+)"/g)].map(([, name]) => name)
    const used = [...drawing.matchAll(/(?:url\(|href=")#([^)"]+)/g)].map(([, name]) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(used.filter((name) => !names.includes(name))).toEqual([])
  })
})

describe('a hostile prompt', () => {
  it.each([
    '</svg><script>alert(1)</script>',
    '"><image href="file:///etc/passwd"/>',
    '&lt;&#x0;&unknown; ]]> <!-- -->',
    '\u0000\u0007\uD800 \u202E',
    '🙂🎉👩‍👩‍👧‍👦',
    ' ',
  ])('%j becomes no markup', async (prompt) => {
    const drawing = drawPicture(prompt, square, [{ url: prompt, width: 1, height: 1 }])
    expect(drawing).not.toMatch(/script|file:|passwd|unknown|<!|]]>/)
    expect(drawing).not.toContain('\u0000')
    expect(await headerOf(await paintWith({ prompt }))).toMatchObject({ format: 'png', ...square })
  })

  it('of 100 kB becomes a short caption', () => {
    const canvas = createCanvas('a forest', { ...square, prefix: 'test', fallback: ['abstract'] })
    for (const text of ['lorem ipsum ', 'x', '🙂', 'é ']) {
      const long = text.repeat(100_000 / text.length)
      expect(drawPicture(long, square, []).length).toBeLessThan(1_000_000)
      expect(caption(canvas, long)).toBe(caption(canvas, long.slice(0, 1000)))
    }
  })
})

describe('the caption', () => {
  const canvasOf = (width: number, height: number): Canvas =>
    createCanvas('a forest', { width, height, prefix: 'test', fallback: ['abstract'] })
  const long = 'a sentence that is far too long to be shown in whole '.repeat(12)

  it.each([
    [384, 3072],
    [1024, 1024],
    [3072, 384],
  ])('stays inside a frame of %i by %i', (width, height) => {
    const letters = caption(canvasOf(width, height), long).match(/<path d="([^"]*)" fill="#ffffff"/)?.[1] ?? ''
    const places = [...letters.matchAll(/[ML](-?[\d.]+)[ ]?(-?[\d.]+)/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    )
    expect(places.length).toBeGreaterThan(100)
    expect(places.filter(([x, y]) => x < 0 || x > width || y < 0 || y > height)).toEqual([])
  })

  it('is left out where nothing can be drawn', () => {
    expect(caption(canvasOf(1024, 1024), '🙂漢字')).toBe('')
  })

  it('leaves out the characters that no font has', () => {
    expect(letter('a🙂漢b', [0, 0], 20)).toEqual(letter('ab', [0, 0], 20))
  })

  it.each(['Ünïcödé', 'кошка', 'γάτα', 'mèo đen ế'])('can write %s', (word) => {
    expect(widthOf(word, 20)).toBeGreaterThan(Array.from(word).length * 4)
  })
})
