import { latin1, zip } from '../parts.ts'
import { type Hostile, join } from './hostile.ts'

/** A picture that ends too early, in many places. */
export function cut(name: string, bytes: Uint8Array): readonly Hostile[] {
  const shares = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99].map((share) => Math.floor(bytes.length * share))
  return [...new Set([1, 4, 12, 20, ...shares, bytes.length - 2, bytes.length - 1])].map((length) => [
    `${name} cut to ${length} bytes`,
    bytes.subarray(0, length),
    'truncated',
  ])
}

/** A picture with something behind its end. */
export function extended(name: string, bytes: Uint8Array): readonly Hostile[] {
  const tails: Readonly<Record<string, Uint8Array>> = {
    'one byte': Buffer.alloc(1),
    'a ZIP': zip,
    'a web page': latin1('<script>alert(1)</script>'),
    'a PHP program': latin1('<?php system($_GET[0]);'),
    'a film': latin1('\0\0\0\x18ftypmp42'),
    'a second picture': bytes,
  }
  return Object.entries(tails).map(([tail, more]) => [`${name} with ${tail} behind it`, join(bytes, more), 'trailing'])
}
