import { describe, expect, it } from 'vitest'
import { storyOf } from '../src/campaign/story-of.ts'
import { simulate } from '../src/simulate.ts'
import { runScript } from './run-script.ts'

it('20 000 schedules of faults break no promise, and meet every fault, phase and invariant', {
  timeout: 300_000,
}, async () => {
  const { code, lines } = await runScript('main.ts', ['--seeds', '20000'])
  expect(lines.filter((line) => /BROKEN|NEVER REACHED/.test(line))).toEqual([])
  expect([code, lines.at(-1)]).toEqual([0, '{"seeds":20000,"violations":0}'])
})

it('a schedule is the same to the byte each time, whichever carrier it takes', async () => {
  const carriers = new Set<string>()
  for (let seed = 1; seed <= 60; seed += 1) {
    const [once, again] = [await simulate(seed), await simulate(seed)]
    expect(storyOf(again.events)).toBe(storyOf(once.events))
    carriers.add(once.plan.carrier)
  }
  expect([...carriers].toSorted()).toEqual(['core', 'node', 'relay', 'service'])
})

describe('the script', () => {
  it('fails when something was never met, for then it is not proven', async () => {
    const { code, lines } = await runScript('main.ts', ['--seeds', '3', '--from', '7'])
    expect([code, lines.at(-1)]).toEqual([1, '{"seeds":3,"violations":0}'])
    expect(lines.join('\n')).toMatch(/^3 schedules, seeds 7 to 9.*NEVER REACHED, so not proven: /s)
  })

  it('shows a broken promise with as few faults as it takes, and how to see it again', async () => {
    const mutant = 'new-key-per-attempt'
    const hunted = await runScript('mutants/hunter.ts', [], mutant)
    const { seed, invariant } = JSON.parse(hunted.lines.at(-1) ?? '')
    const { code, lines } = await runScript('main.ts', ['--replay', String(seed)], mutant)
    const story = lines.join('\n')
    expect(code).toBe(1)
    expect(story).toContain(`${invariant} BROKEN: `)
    expect(story).toContain(`Again: npm run sim -- --replay ${seed}`)
    // What callers do themselves stays in the story; what befalls requests is taken away.
    const struck = lines.filter((line) => / strikes (service|relay) /.test(line))
    expect(struck.length).toBeLessThanOrEqual(6)
  })

  it('tells the whole story of a seed that keeps its promises', async () => {
    const { code, lines } = await runScript('main.ts', ['--replay', '3'])
    expect([code, lines[0]]).toEqual([0, 'Seed 3 keeps every promise:'])
  })

  it('refuses a seed that is none', async () => {
    const { code, lines } = await runScript('main.ts', ['--seeds', 'many'])
    expect(code).toBe(1)
    expect(lines.join('\n')).toContain('--seeds must be a whole number, not many')
  })
})
