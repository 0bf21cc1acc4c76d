const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** The moment that `30m`, `2h`, `1d` or an ISO date names, in Unix milliseconds; nothing for other text, and for the future. */
export function parseSince(text: string, nowMs: number): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const sinceMs = count === undefined ? dateIn(text) : nowMs - Number(count) * (unitsMs[unit] ?? 0)
  return sinceMs >= 0 && sinceMs <= nowMs ? sinceMs : undefined
}

// What is no date of this form, the platform would guess at.
const dateIn = (text: string): number =>
  /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(text) ? Date.parse(text) : Number.NaN
