import { InvalidInputError } from '@nano-banana/core'

/** A callback's body as it arrived. Text stands for its UTF-8 bytes. */
export type RawBody = Uint8Array | ArrayBuffer | string

const encoder = new TextEncoder()

/** The bytes of a body. Throws `InvalidInputError` for anything that is not raw any more. */
export function rawBytes(body: RawBody): Uint8Array {
  if (body instanceof Uint8Array) return body
  if (typeof body === 'string') return encoder.encode(body)
  // A test runner's or a worker's own classes are no instances of ours.
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body)
  throw new InvalidInputError([
    {
      field: 'body',
      message:
        'must be the raw bytes as they arrived, because the signature is over them and no parsed body gives them back: take await request.arrayBuffer(), or put express.raw({ type: "application/json" }) where express.json() stands',
    },
  ])
}
