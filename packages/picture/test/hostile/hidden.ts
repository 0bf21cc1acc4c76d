import { latin1, zip } from '../parts.ts'
import { type Hostile, join } from './hostile.ts'

/** Other kinds of files in a picture's metadata. */
export function hidden(wrap: (bytes: Uint8Array) => Buffer): readonly Hostile[] {
  const guests: Readonly<Record<string, Uint8Array>> = {
    'a ZIP': zip,
    'the end of a ZIP': latin1(`PK\x05\x06${'\0'.repeat(18)}`),
    'a PDF': latin1('%PDF-1.4'),
    'a script': latin1('<ScRiPt>alert(1)</script>'),
    'a web page': latin1('<html><body>'),
    'an SVG drawing': latin1('<svg onload=alert(1)>'),
    'a PHP program': latin1('<?php system($_GET[0]);'),
    'a RAR': latin1('Rar!\x1a\x07\x01\0'),
    'a 7z': latin1("7z\xbc\xaf'\x1c\0\x04"),
    'a script behind much else': join(Buffer.alloc(9_000, 0x20), latin1('<script>')),
  }
  return Object.entries(guests).map(([guest, bytes]) => [`${guest} in its metadata`, wrap(bytes), 'foreign'])
}
