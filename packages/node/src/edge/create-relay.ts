import { outputType } from '../relay/output-type.ts'
import { parseRelayOptions } from '../relay/parse-relay-options.ts'
import { createRelayHandler } from '../relay/relay-handler.ts'
import type { RelayOptions } from '../relay/relay-options.ts'
import { fetchOutput } from './fetch-output.ts'
import { warn } from './warn.ts'

/** A relay's options on web standards. */
export type EdgeRelayOptions = RelayOptions & {
  /** Origins on this machine that outputs may come from, such as the emulator's. @default none */
  readonly trustedOrigins?: readonly string[]
}

/**
 * Lets browsers make pictures through your server, which keeps the key: mount it below `basePath`. The same relay as Node's,
 * on web standards. Pass an `ownership` that outlives the instance, because there are many and each forgets.
 * Throws `InvalidInputError` that names the option which is missing or makes no sense.
 *
 * @example
 * const relay = createRelay({ client, secret, authorize, basePath: '/api/nano-banana' })
 * export default { fetch: relay }
 */
export function createRelay({
  trustedOrigins = [],
  ...options
}: EdgeRelayOptions): (request: Request) => Promise<Response> {
  return createRelayHandler(
    parseRelayOptions(options, {
      warn,
      async openOutput({ url }, signal) {
        const { headers, body } = await fetchOutput(new URL(url), { trustedOrigins, signal })
        return { contentType: outputType(headers.get('content-type')), body: body ?? new ReadableStream() }
      },
    }),
  )
}
