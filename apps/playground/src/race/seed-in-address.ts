const most = 999_999

/** The seed that the address names, when it names one. */
export function seedInAddress(): number | undefined {
  const text = new URLSearchParams(location.search).get('seed')
  const seed = Number(text)
  return text !== null && /^\d{1,6}$/.test(text) && seed <= most ? seed : undefined
}

/** Puts a seed into the address, so that the page can be shared as it stands. */
export function keepSeedInAddress(seed: number): void {
  history.replaceState(history.state, '', `?seed=${seed}${location.hash || '#chaos'}`)
}

/** Any other seed. */
export const newSeed = (): number => Math.floor(Math.random() * (most + 1))
