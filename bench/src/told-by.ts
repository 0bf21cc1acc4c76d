import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** What a process tells next. Rejects when it ends without a word: a bench must not wait for the dead. */
export async function toldBy(child: ChildProcess): Promise<unknown> {
  const over = new AbortController()
  const death = once(child, 'exit', over).then(([code, signal]) => {
    throw new Error(`A process of the bench has ended with ${code ?? signal}`)
  })
  const word = once(child, 'message', over).then(([told]) => told)
  return Promise.race([word, death]).finally(() => {
    for (const waiting of [word, death]) waiting.catch(() => undefined)
    over.abort()
  })
}
