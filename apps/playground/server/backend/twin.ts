import { randomBytes } from 'node:crypto'
import { type EmulatorOptions, type RunningEmulator, startEmulator } from '@nano-banana/emulator'
import { briskStages } from './brisk-stages.ts'

/** An emulator as whoever serves the page knows it; plain JSON, because it may run in another process. */
export interface Twin {
  readonly url: string
  readonly controlToken: string
  readonly webhookSecret: string
  /** What the relay derives its keys from: as long-lived as the twin, so that a server that was killed meets its own keys again. */
  readonly secret: string
}

/** A twin that runs in this process. */
export interface OpenTwin {
  readonly twin: Twin
  readonly emulator: RunningEmulator
}

/** How many times faster than the service everything goes here. */
export const twinSpeed = 20

/** Starts the emulator that the page uses where there is no key. */
export async function openTwin(options: EmulatorOptions = {}): Promise<OpenTwin> {
  const [controlToken, webhookSecret, secret] = [newSecret(), newSecret(), newSecret()]
  const emulator = await startEmulator({
    ...{ speed: twinSpeed, quota: 0, stages: briskStages, controlToken, webhookSecret },
    ...options,
  })
  return { twin: { url: emulator.url, controlToken, webhookSecret, secret }, emulator }
}

const newSecret = (): string => randomBytes(32).toString('hex')
