import { forwardCallbacks } from '@nano-banana/node'
import { connect, localIntervalMs } from '../connect.ts'
import { presentDelivery } from '../present-delivery.ts'
import { inSession } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** The flags of `listen`. */
export interface ListenFlags {
  readonly forwardTo: string
  /** @default HIAPI_WEBHOOK_SECRET */
  readonly secret?: string
  /** In Unix milliseconds. */
  readonly since?: number
  readonly speed?: number
  readonly allowRemote?: boolean
  readonly json?: boolean
}

/** `nano-banana listen`: delivers the callbacks of the account's tasks to an app on this machine until it is stopped. */
export function listen(flags: ListenFlags, terminal: Terminal): Promise<number> {
  const { forwardTo, json, since, speed, allowRemote } = flags
  // What is set to nothing is not set.
  const secret = flags.secret ?? (terminal.env['HIAPI_WEBHOOK_SECRET'] || undefined)
  return inSession(terminal, {
    json,
    open: () => connect(terminal),
    work: async ({ client, service }) => {
      const { acknowledged, givenUp, unfinished } = await forwardCallbacks({
        ...{ client, url: forwardTo, secret, sinceMs: since, speed, allowRemote, signal: terminal.stopSignal },
        ...(service === 'emulator' && { intervalMs: localIntervalMs }),
        onReady: () => terminal.say(`Callbacks go to ${forwardTo}, ${secret ? 'signed' : unsigned}; Ctrl-C stops it.`),
        onDelivery: (delivery) => presentDelivery(delivery, { terminal, json, service }),
        onTrouble: ({ message }) => terminal.say(`! ${message}`),
      })
      terminal.say(`Stopped: ${acknowledged} acknowledged, ${givenUp} given up, ${unfinished} unfinished.`)
    },
  })
}

const unsigned = 'unsigned (HIAPI_WEBHOOK_SECRET or --secret signs them)'
