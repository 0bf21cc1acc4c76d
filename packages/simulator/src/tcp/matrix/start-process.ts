import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of its own, spoken to in messages. */
export interface Process<Said> {
  readonly tell: (message: object) => void
  /** Calls back with every message from now on. */
  readonly onSaid: (listener: (said: Said) => void) => void
  /** Resolves with the next message. */
  readonly nextSaid: () => Promise<Said>
  /** Rejects as soon as the process is gone, with what it complained about. */
  readonly gone: Promise<never>
  /** Ends it and waits until it is gone. */
  readonly end: () => Promise<void>
}

/** Starts a script of this folder from source, and tells its messages from others by `isSaid`. */
export function startProcess<Said>(script: string, isSaid: (message: unknown) => message is Said): Process<Said> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
    execArgv: ['--conditions=@nano-banana/source', '--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaint = ''
  child.stderr?.on('data', (text) => {
    complaint += text
  })
  const closed = once(child, 'close')
  const gone = closed.then(() => Promise.reject(new Error(`${script} has ended: ${complaint}`)))
  // Nobody may be listening when it is ended on purpose.
  gone.catch(() => undefined)
  const onSaid = (listener: (said: Said) => void): void => {
    child.on('message', (message: unknown) => {
      if (isSaid(message)) listener(message)
    })
  }
  return {
    tell: (message) => child.send(message),
    onSaid,
    nextSaid: () => Promise.race([new Promise<Said>((resolve) => onSaid(resolve)), gone]),
    gone,
    async end() {
      child.kill()
      await closed
    },
  }
}
