import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Font, type Glyph, parse } from 'opentype.js'

/** Text as outlines, with the width that it takes. */
export interface Lettering {
  readonly data: string
  readonly width: number
}

/** Turns text into outlines that start at a baseline; characters without a glyph are left out. */
export function letter(text: string, [x, baseline]: readonly [number, number], size: number): Lettering {
  const { glyphs, width } = lay(text, size)
  const outlines = glyphs.map(({ glyph, at }) => glyph.getPath(x + at, baseline, size).toPathData(2))
  return { data: outlines.join(''), width }
}

/** Measures how far a text runs, without drawing it. */
export function widthOf(text: string, size: number): number {
  return lay(text, size).width
}

/** Tells whether a character can be drawn. */
export function isDrawable(character: string): boolean {
  return glyphOf(character) !== undefined
}

interface Found {
  readonly font: Font
  readonly glyph: Glyph
}

interface Placed extends Found {
  readonly at: number
}

function lay(text: string, size: number): { readonly glyphs: readonly Placed[]; readonly width: number } {
  const glyphs: Placed[] = []
  let pen = 0
  for (const character of text) {
    const found = glyphOf(character)
    if (!found) continue
    const { font, glyph } = found
    const scale = size / font.unitsPerEm
    const before = glyphs.at(-1)
    if (before?.font === font) pen += font.getKerningValue(before.glyph, glyph) * scale
    glyphs.push({ font, glyph, at: pen })
    pen += (glyph.advanceWidth ?? 0) * scale
  }
  return { glyphs, width: pen }
}

const require = createRequire(import.meta.url)

const alphabets = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'] as const

// Fonts load when the first character asks for them: most prompts need the Latin one only.
const loaded = new Map<string, Font>()

function glyphOf(character: string): Found | undefined {
  for (const alphabet of alphabets) {
    const font = fontOf(alphabet)
    const index = font.charToGlyphIndex(character)
    if (index > 0) return { font, glyph: font.glyphs.get(index) }
  }
  return undefined
}

function fontOf(alphabet: (typeof alphabets)[number]): Font {
  const known = loaded.get(alphabet)
  if (known) return known
  const bytes = readFileSync(require.resolve(`@fontsource/inter/files/inter-${alphabet}-500-normal.woff`))
  const font = parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  loaded.set(alphabet, font)
  return font
}
