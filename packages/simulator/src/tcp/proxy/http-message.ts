/** One HTTP/1.1 request or answer, to the byte. */
export interface HttpMessage {
  /** With the blank line that ends it. */
  readonly head: Buffer
  readonly body: Buffer
}

const blankLine = '\r\n\r\n'

/** The message that the bytes begin with, once it is there whole. Both peers declare the length of every body. */
export function firstMessage(bytes: Buffer): HttpMessage | undefined {
  const headLength = bytes.indexOf(blankLine) + blankLine.length
  if (headLength < blankLine.length) return undefined
  const head = bytes.subarray(0, headLength)
  const end = headLength + Number(headerOf(head.toString('latin1'), 'content-length') ?? 0)
  return bytes.length < end ? undefined : { head, body: bytes.subarray(headLength, end) }
}

/** The value of a header, whose name is given in lower case. */
export function headerOf(head: string, name: string): string | undefined {
  const line = head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name}:`))
  return line?.slice(name.length + 1).trim()
}
