import process from 'node:process'
import { checkTarget, parseGenerateInput } from '@nano-banana/node'
import { connectOrEmulate } from '../connect.ts'
import { type FollowFlags, follow } from '../follow.ts'
import { presentResult } from '../present.ts'
import { type SaveFlags, saveOutputs } from '../save-outputs.ts'
import { inSession } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** The flags of `generate`, as they were typed. */
export interface GenerateFlags extends SaveFlags, FollowFlags {
  readonly aspectRatio?: string
  readonly resolution?: string
  readonly format?: string
  readonly reference?: readonly string[]
  readonly json?: boolean
  readonly emulator?: boolean
  readonly idempotencyKey?: string
}

/** `nano-banana generate`: one task, its pictures on disk. */
export function generate(prompt: string, flags: GenerateFlags, terminal: Terminal): Promise<number> {
  const { json, out, idempotencyKey } = flags
  return inSession(terminal, {
    json,
    out,
    open: async () => {
      // Whatever can be found wrong is found before money is spent.
      parseGenerateInput(inputOf(prompt, flags))
      await checkTarget(out ?? `nano-banana-${process.pid}.png`, {
        overwrite: out === undefined || flags.force === true,
      })
      return connectOrEmulate(terminal, flags)
    },
    work: async (session) => {
      const input = parseGenerateInput(inputOf(prompt, flags))
      const result = await follow(session, flags, (options) =>
        session.client.generate(input, { ...options, idempotencyKey }),
      )
      const files = await saveOutputs(result, flags, session)
      presentResult(result, files, { terminal, json, service: session.service })
    },
  })
}

function inputOf(
  prompt: string,
  { aspectRatio, resolution, format, reference }: GenerateFlags,
): Record<string, unknown> {
  return { prompt, aspect_ratio: aspectRatio, resolution, output_format: format, image_input: reference }
}
