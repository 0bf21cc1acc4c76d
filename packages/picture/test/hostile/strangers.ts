import { latin1, zip } from '../parts.ts'
import type { Hostile } from './hostile.ts'

/** Files of other kinds, whatever they are called. */
export function strangers(): readonly Hostile[] {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const texts: Readonly<Record<string, string>> = {
    'an SVG drawing': svg,
    'an SVG drawing behind a declaration': `<?xml version="1.0"?>${svg}`,
    'an SVG drawing behind a byte order mark': `\xef\xbb\xbf${svg}`,
    'a web page': '<!DOCTYPE html><script>alert(1)</script>',
    'a PDF': '%PDF-1.7\n1 0 obj\n',
    'a GIF': 'GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff;',
    'a GIF of the older kind': 'GIF87a\x01\0\x01\0\0\0\0',
    'a BMP': 'BM\x3a\0\0\0\0\0\0\0\x36\0\0\0',
    'a TIFF': 'II*\0\x08\0\0\0',
    'an icon': '\0\0\x01\0\x01\0\x10\x10\0\0',
    'a HEIC': '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
    'an AVIF': '\0\0\0\x20ftypavif\0\0\0\0avifmif1',
    'a JPEG XL': '\xff\x0a\xfa\x1f',
    'a JPEG 2000': '\0\0\0\x0cjP  \r\n\x87\n',
    'a Photoshop file': '8BPS\0\x01\0\0\0\0\0\0\0\x03',
    'a WAV': 'RIFF\x24\0\0\0WAVEfmt ',
    'an AVI': 'RIFF\x24\0\0\0AVI LIST',
    'a big-endian RIFF': 'RIFX\0\0\0\x24WEBP',
    'an MNG': '\x8aMNG\r\n\x1a\n',
    'a JNG': '\x8bJNG\r\n\x1a\n',
    'a gzip': '\x1f\x8b\x08\0\0\0\0\0',
    'a program': '\x7fELF\x02\x01\x01',
    'a script': '#!/bin/sh\nreboot\n',
    'a PHP program': '<?php system($_GET[0]); ?>',
    'a JSON text': '{"a":1}',
    'a PNG whose line ends were changed': '\x89PNG\n\x1a\n',
    'a PNG that was sent as text': '\xef\xbf\xbdPNG\r\n\x1a\n',
    'a PNG behind a blank': ' \x89PNG\r\n\x1a\n',
    'a JPEG behind a line end': '\n\xff\xd8\xff\xe0',
  }
  return [
    ...Object.entries(texts).map(([name, text]): Hostile => [name, latin1(text.padEnd(64, ' ')), 'unknown_type']),
    ['a ZIP', zip, 'unknown_type'],
    ['zeros', Buffer.alloc(1_000), 'unknown_type'],
    ['nothing', Buffer.alloc(0), 'truncated'],
  ]
}
