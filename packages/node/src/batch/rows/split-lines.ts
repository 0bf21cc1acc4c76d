/** A line without its end, counted from 1. It has no bytes when it is too long. */
export interface Line {
  readonly line: number
  readonly bytes: Uint8Array | undefined
}

const newline = 10

/** Cuts bytes into lines as they come, and keeps no more of them than one line. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Line, void> {
  let parts: Uint8Array[] = []
  let size = 0
  let line = 0

  function keep(part: Uint8Array): void {
    size += part.length
    if (size <= mostBytes) parts.push(part)
    else parts = []
  }

  function end(): Line {
    line += 1
    const bytes = size <= mostBytes ? Buffer.concat(parts) : undefined
    parts = []
    size = 0
    return { line, bytes }
  }

  for await (const chunk of chunks) {
    let from = 0
    for (let to = chunk.indexOf(newline); to !== -1; to = chunk.indexOf(newline, from)) {
      keep(chunk.subarray(from, to))
      yield end()
      from = to + 1
    }
    keep(chunk.subarray(from))
  }
  if (size > 0) yield end()
}
