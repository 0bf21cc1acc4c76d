import { version } from 'node:process'
import { defaultBaseUrl } from '@nano-banana/node'
import { checkCallback } from '../doctor/check-callback.ts'
import { checkClock } from '../doctor/check-clock.ts'
import { checkKey } from '../doctor/check-key.ts'
import { checkNode } from '../doctor/check-node.ts'
import { checkService } from '../doctor/check-service.ts'
import type { Finding } from '../doctor/finding.ts'
import { exitCodes } from '../exit-code.ts'
import type { Terminal } from '../terminal.ts'

/** The flags of `doctor`. */
export interface DoctorFlags {
  readonly callbackUrl?: string
  readonly json?: boolean
}

/** `nano-banana doctor`: looks at what makes pictures fail before they do. It makes none, and nothing is billed. */
export async function doctor({ callbackUrl, json }: DoctorFlags, terminal: Terminal): Promise<number> {
  const findings: Finding[] = []
  const note = (finding: Finding): void => {
    findings.push(finding)
    if (!json) present(finding, terminal)
  }
  try {
    await examine(note, { callbackUrl, terminal })
  } catch (error) {
    if (terminal.stopSignal.aborted) return exitCodes.interrupted
    throw error
  }
  if (json) terminal.print(JSON.stringify({ findings }))
  return findings.some(({ verdict }) => verdict === 'problem') ? exitCodes.unexpected : exitCodes.done
}

async function examine(
  note: (finding: Finding) => void,
  { callbackUrl, terminal }: { readonly callbackUrl: string | undefined; readonly terminal: Terminal },
): Promise<void> {
  const { stopSignal, env } = terminal
  note(checkNode(version.slice(1)))
  const { finding, connection, heard } = checkKey(terminal)
  note(finding)
  if (connection) {
    note(
      await checkService(connection.client, { baseUrl: env['HIAPI_BASE_URL'] || defaultBaseUrl, signal: stopSignal }),
    )
    await connection.close()
  }
  note(checkClock(heard?.()))
  if (callbackUrl !== undefined) note(await checkCallback(callbackUrl, stopSignal))
}

const marks: Readonly<Record<Finding['verdict'], string>> = { fine: '✓', warning: '!', problem: '✗', skipped: '-' }

function present({ check, verdict, says, advice }: Finding, { print }: Terminal): void {
  print(`${marks[verdict]} ${check.padEnd(9)} ${says}`)
  if (advice !== undefined) print(`  ${''.padEnd(9)} ${advice}`)
}
