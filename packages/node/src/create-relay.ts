import { lookup } from 'node:dns'
import { emitWarning } from 'node:process'
import type { Readable } from 'node:stream'
import { openBody } from './download/open-body.ts'
import { outputType } from './relay/output-type.ts'
import { parseRelayOptions } from './relay/parse-relay-options.ts'
import { createRelayHandler } from './relay/relay-handler.ts'
import type { OpenOutput, RelayOptions } from './relay/relay-options.ts'

/** A relay's options in Node. */
export type NodeRelayOptions = RelayOptions & {
  /** Origins on this machine that outputs may come from, such as the emulator's. @default none */
  readonly trustedOrigins?: readonly string[]
}

/**
 * Lets browsers make pictures through your server, which keeps the key: mount it below `basePath`. Over a `service`, what it
 * knows survives a restart and is shared by all processes; over a `client` and a `secret`, it ends with this one.
 * Throws `InvalidInputError` that names the option which is missing or makes no sense.
 *
 * @example
 * const relay = createRelay({ service, authorize, basePath: '/api/nano-banana' })
 * createServer(toNodeListener(relay)).listen(3000)
 */
export function createRelay({
  trustedOrigins = [],
  ...options
}: NodeRelayOptions): (request: Request) => Promise<Response> {
  return createRelayHandler(parseRelayOptions(options, { openOutput: openOver(trustedOrigins), warn }))
}

function warn(error: unknown): void {
  emitWarning(error instanceof Error ? error : String(error))
}

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
    return { contentType: outputType(answer.headers['content-type']), body: toStream(answer) }
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
