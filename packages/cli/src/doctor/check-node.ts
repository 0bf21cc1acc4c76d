import type { Finding } from './finding.ts'

const [leastMajor, leastMinor] = [22, 13]

/** Whether this version of Node is one that the packages are made for. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  const facts = { check: 'Node', says: version }
  if (isEnough) return { ...facts, verdict: 'fine' }
  const advice = `Install Node ${leastMajor}.${leastMinor} or newer: the journal needs its node:sqlite.`
  return { ...facts, verdict: 'problem', advice }
}
