import { lookup } from 'node:dns'
import type { Readable } from 'node:stream'
import { InvalidInputError } from '@nano-banana/core'
import { openBody } from './download/open-body.ts'
import { memoryOwnership } from './relay/ownership.ts'
import { createRelayHandler } from './relay/relay-handler.ts'
import type { OpenOutput, RelayOptions } from './relay/relay-options.ts'

/** A relay's options in Node. */
export interface NodeRelayOptions extends RelayOptions {
  /** Origins on this machine that outputs may come from, such as the emulator's. @default none */
  readonly trustedOrigins?: readonly string[]
}

/**
 * Lets browsers make pictures through your server, which keeps the key: mount it below `basePath`.
 * Throws `InvalidInputError` when `secret` or `basePath` is unfit, or `authorize` is missing.
 *
 * @example
 * const relay = createRelay({ client: createNanoBanana(), secret, authorize, basePath: '/api/nano-banana' })
 */
export function createRelay({
  trustedOrigins = [],
  ...options
}: NodeRelayOptions): (request: Request) => Promise<Response> {
  const { secret, basePath, authorize } = options
  if (typeof authorize !== 'function') throw refuse('authorize', 'is missing: it says whose request it is')
  if (typeof secret !== 'string' || secret.length < 32) throw refuse('secret', 'must have at least 32 characters')
  if (!/^(\/[\w.-]+)+$/.test(basePath)) throw refuse('basePath', 'must be a path such as /api/nano-banana')
  return createRelayHandler({ ownership: memoryOwnership(), ...options, openOutput: openOver(trustedOrigins) })
}

const refuse = (field: string, message: string): InvalidInputError => new InvalidInputError([{ field, message }])

const openOver =
  (trustedOrigins: readonly string[]): OpenOutput =>
  async ({ url }, signal) => {
    const answer = await openBody(new URL(url), {
      lookup,
      trustedOrigins,
      signal,
      now: Date.now,
      onHeard: () => undefined,
    })
    const type = answer.headers['content-type'] ?? ''
    // A page from the output's host must not run under the app's own name.
    const contentType = /^image\/(png|jpeg|webp)$/.test(type) ? type : 'application/octet-stream'
    return { contentType, body: toStream(answer) }
  }

// `Readable.toWeb` is typed for Node alone, and a relay's types must fit any platform.
function toStream(answer: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = answer[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => void answer.destroy(),
  })
}
