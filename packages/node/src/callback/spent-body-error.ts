import { InvalidInputError } from '@nano-banana/core'

/** The error for a body that somebody else has read, so that its bytes, which the signature is over, are gone. */
export const spentBodyError = (): InvalidInputError =>
  new InvalidInputError([
    {
      field: 'body',
      message:
        'was read before it came here: mount this route before express.json() and any other body parser, or give it express.raw({ type: "*/*" }); in Next.js pages set api.bodyParser to false, in Fastify add a content type parser that leaves the request alone',
    },
  ])
