// The emulator's tasks: half take longer than 12 s, one in twenty longer than 40 s.
const medianSeconds = 12
const deviation = Math.log(40 / medianSeconds) / 1.645
const steps = 50

/** The seconds that a task, seen open at an age, is expected to have been finished at a later one. */
export function lagSince(seenSeconds: number, atSeconds: number): number {
  const stepSeconds = (atSeconds - seenSeconds) / steps
  let lag = 0
  for (let step = 0; step < steps; step += 1)
    lag += (1 - openAt(seenSeconds + stepSeconds * (step + 0.5)) / openAt(seenSeconds)) * stepSeconds
  return lag
}

// The share of tasks that are open at an age: the log-normal curve to four digits.
function openAt(seconds: number): number {
  const z = Math.log(seconds / medianSeconds) / deviation
  return 1 / (1 + Math.exp(1.5976 * z + 0.070566 * z ** 3))
}
