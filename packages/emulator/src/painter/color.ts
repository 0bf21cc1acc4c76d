/** A colour as `#rrggbb`. */
export type Color = `#${string}`

/** Blends two colours as the eye would: half way between blue and yellow stays bright. */
export function mix(from: Color, to: Color, share: number): Color {
  const start = toOklab(from)
  const end = toOklab(to)
  const blend = (index: 0 | 1 | 2) => start[index] + (end[index] - start[index]) * share
  return fromOklab([blend(0), blend(1), blend(2)])
}

/** Moves a colour towards white. */
export function lighten(color: Color, share: number): Color {
  return mix(color, '#ffffff', share)
}

/** Moves a colour towards black. */
export function darken(color: Color, share: number): Color {
  return mix(color, '#000000', share)
}

/** Turns the hue of a colour, so that two pictures of one palette still differ. */
export function turnHue(color: Color, degrees: number): Color {
  const [lightness, a, b] = toOklab(color)
  const angle = (degrees * Math.PI) / 180
  return fromOklab([lightness, a * Math.cos(angle) - b * Math.sin(angle), a * Math.sin(angle) + b * Math.cos(angle)])
}

type Triple = readonly [number, number, number]

// The matrices of the OKLab colour space.
function toOklab(color: Color): Triple {
  const channel = (start: number) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  const [r, g, b] = [channel(1), channel(3), channel(5)]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([lightness, a, b]: Triple): Color {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return `#${channels.map(toHex).join('')}`
}

function toHex(linear: number): string {
  const value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.max(linear, 0) ** (1 / 2.4) - 0.055
  return Math.round(Math.min(Math.max(value, 0), 1) * 255)
    .toString(16)
    .padStart(2, '0')
}
