/** How long tasks take, as learned from the lives of those that were watched. */
export interface Durations {
  /** A task was open from one age to another, in milliseconds. */
  readonly live: (fromMs: number, toMs: number) => void
  /** A task ended between two ages: nobody knows it better. */
  readonly end: (fromMs: number, toMs: number) => void
  /** The hazard of ending, added up from birth to an age: `1 - exp(-(h(b) - h(a)))` of those open at `a` have ended by `b`. */
  readonly hazardTo: (ageMs: number) => number
  /** How many tasks it is learned from; of many, the older ones count for less. */
  readonly learned: () => number
}

/** Before anything is learned, half of all tasks take longer than this. */
const usualMs = 12_000
// And one in twenty takes longer than 40 seconds: a log-normal curve through both points.
const deviation = Math.log(40_000 / usualMs) / 1.645
/** As many tasks as this have to be seen before they weigh more than what was expected. */
const priorTasks = 20
/** A few survivors of a great age are no proof that tasks of that age never end. */
const leastPrior = 2
/** More are not remembered: the service may change its pace. */
const mostTasks = 500

// Ages in bins that grow by a quarter, from a second to two hours.
const growth = Math.log(1.25)
const bins = 42
const startOf = (bin: number): number => (bin === 0 ? 0 : 1_000 * Math.exp((bin - 1) * growth))
const binOf = (ageMs: number): number =>
  ageMs < 1_000 ? 0 : Math.min(bins - 1, 1 + Math.floor(Math.log(ageMs / 1_000) / growth + 1e-9))

/** What is sane to expect before anything is learned. */
export function createDurations(): Durations {
  const priorEnded = new Float64Array(bins)
  const priorLivedMs = new Float64Array(bins)
  const ended = new Float64Array(bins)
  const livedMs = new Float64Array(bins)
  // The hazard added up to the start of each bin; made anew when something was learned.
  const sums = new Float64Array(bins)
  let isFresh = false
  let learned = 0

  for (let bin = 0; bin < bins; bin += 1) {
    const [from, to] = [startOf(bin), startOf(bin + 1)]
    const rate = Math.log(survival(from) / survival(to)) / (to - from)
    const share = survival(from) - survival(to)
    priorEnded[bin] = Math.max(priorTasks * share, leastPrior)
    priorLivedMs[bin] = (priorEnded[bin] ?? 0) / rate
  }

  const rateIn = (bin: number): number =>
    ((priorEnded[bin] ?? 0) + (ended[bin] ?? 0)) / ((priorLivedMs[bin] ?? 1) + (livedMs[bin] ?? 0))

  function refresh(): void {
    for (let bin = 1; bin < bins; bin += 1)
      sums[bin] = (sums[bin - 1] ?? 0) + rateIn(bin - 1) * (startOf(bin) - startOf(bin - 1))
    isFresh = true
  }

  function forgetHalf(): void {
    for (let bin = 0; bin < bins; bin += 1) {
      ended[bin] = (ended[bin] ?? 0) / 2
      livedMs[bin] = (livedMs[bin] ?? 0) / 2
    }
    learned /= 2
  }

  return {
    live(fromMs, toMs) {
      spread(fromMs, toMs, (bin, ms) => {
        livedMs[bin] = (livedMs[bin] ?? 0) + ms
      })
      isFresh = false
    },
    end(fromMs, toMs) {
      const lengthMs = Math.max(1, toMs - fromMs)
      // In equal parts: to put it all in one bin would leave the next one with lives and no ends.
      spread(fromMs, fromMs + lengthMs, (bin, ms) => {
        ended[bin] = (ended[bin] ?? 0) + ms / lengthMs
      })
      learned += 1
      if (learned > mostTasks) forgetHalf()
      isFresh = false
    },
    learned: () => Math.round(learned),
    hazardTo(ageMs) {
      if (!isFresh) refresh()
      const bin = binOf(ageMs)
      return (sums[bin] ?? 0) + rateIn(bin) * (ageMs - startOf(bin))
    },
  }
}

// The parts of a span of ages that lie in each bin.
function spread(fromMs: number, toMs: number, add: (bin: number, ms: number) => void): void {
  const last = binOf(toMs)
  for (let bin = binOf(fromMs); bin <= last; bin += 1) {
    const endMs = bin === last ? toMs : startOf(bin + 1)
    add(bin, Math.max(0, endMs - Math.max(fromMs, startOf(bin))))
  }
}

// How many are still open at an age; the normal curve to four digits.
function survival(ageMs: number): number {
  const z = Math.log(ageMs / usualMs) / deviation
  return 1 / (1 + Math.exp(1.5976 * z + 0.070566 * z ** 3))
}
