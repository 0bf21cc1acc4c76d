import type { Canvas } from './canvas.ts'
import { createCanvas } from './create-canvas.ts'
import { digits } from './drawing.ts'
import { paintScene } from './paint-scene.ts'
import type { ReferencePicture } from './references.ts'

/** Hangs the references into the picture as framed prints, slightly askew. */
export function prints(canvas: Canvas, references: readonly ReferencePicture[]): string {
  const shown = references.slice(0, most)
  const wall = { width: canvas.width * 0.84, height: canvas.height * (shown.length > 1 ? 0.62 : 0.56) }
  const { columns, rows } = bestGrid(shown, wall)
  const cell = { width: wall.width / columns, height: wall.height / rows }
  const sizes = shown.map((reference) => fitted(reference, cell))
  // Prints hang together as a group, however wide the wall is.
  const pitch = {
    width: Math.min(cell.width, Math.max(...sizes.map(({ width }) => width)) * 1.2),
    height: Math.min(cell.height, Math.max(...sizes.map(({ height }) => height)) * 1.2),
  }
  return shown
    .map((reference, index) => {
      const row = Math.floor(index / columns)
      const inRow = Math.min(columns, shown.length - row * columns)
      const x = canvas.width / 2 + ((index % columns) - (inRow - 1) / 2) * pitch.width
      const y = canvas.height * 0.45 + (row - (rows - 1) / 2) * pitch.height
      return print(canvas, reference, { x, y, index, ...fitted(reference, cell) })
    })
    .join('')
}

interface Size {
  readonly width: number
  readonly height: number
}

interface Place extends Size {
  readonly x: number
  readonly y: number
  readonly index: number
}

const landscapes = ['mountains', 'sea', 'forest', 'desert', 'city', 'space', 'meadow'] as const

// More prints than this would be stamps.
const most = 12

function bestGrid(
  references: readonly ReferencePicture[],
  wall: Size,
): { readonly columns: number; readonly rows: number } {
  const grids = references.map((_, index) => ({ columns: index + 1, rows: Math.ceil(references.length / (index + 1)) }))
  const covered = ({ columns, rows }: (typeof grids)[number]) =>
    references.reduce((sum, reference) => {
      const { width, height } = fitted(reference, { width: wall.width / columns, height: wall.height / rows })
      return sum + width * height
    }, 0)
  return grids.reduce((best, grid) => (covered(grid) > covered(best) ? grid : best), {
    columns: 1,
    rows: references.length,
  })
}

function fitted(picture: Size, cell: Size): Size {
  const scale = Math.min((cell.width * 0.86) / picture.width, (cell.height * 0.88) / picture.height)
  return { width: picture.width * scale, height: picture.height * scale }
}

function print(canvas: Canvas, reference: ReferencePicture, place: Place): string {
  const { x, y, width, height, index } = place
  const mat = Math.max(Math.min(width, height) * 0.045, 3)
  const sheet = { width: width + mat * 2, height: height + mat * 2 }
  const tilt = canvas.random.between(0.6, 1.8) * (index % 2 === 0 ? -1 : 1)
  return [
    `<g transform="translate(${digits(x)} ${digits(y)}) rotate(${digits(tilt)})">`,
    ...[1.5, 1.1, 0.75, 0.45, 0.2].map((spread) =>
      centred(sheet, mat * spread, mat * 0.55, 'fill="#04060c" fill-opacity="0.1"'),
    ),
    centred(sheet, 0, 0, 'fill="#fbf9f4"'),
    content(canvas, reference, { ...place, x: -width / 2, y: -height / 2 }),
    `</g>`,
  ].join('')
}

function centred({ width, height }: Size, spread: number, drop: number, paint: string): string {
  const [x, y] = [digits(-width / 2 - spread), digits(-height / 2 - spread + drop)]
  return `<rect x="${x}" y="${y}" width="${digits(width + spread * 2)}" height="${digits(height + spread * 2)}" rx="${digits(spread)}" ${paint}/>`
}

function content(canvas: Canvas, reference: ReferencePicture, { x, y, width, height, index }: Place): string {
  const frame = `x="${digits(x)}" y="${digits(y)}" width="${digits(width)}" height="${digits(height)}"`
  if (reference.image) return `<image ${frame} preserveAspectRatio="none" href="${reference.image}"/>`
  const prefix = canvas.name(`print-${index}`)
  const small = createCanvas(reference.url, { width: 600, height: 600, prefix, fallback: landscapes })
  return `<svg ${frame} viewBox="0 0 600 600">${paintScene(small)}</svg>`
}
