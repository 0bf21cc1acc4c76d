/** How files begin, or end, that other programs would open or run. None of it is plausible in metadata. */
const signatures: Readonly<Record<string, string>> = {
  'PK\x03\x04': 'a ZIP archive',
  'PK\x05\x06': 'a ZIP archive',
  'Rar!\x1a\x07': 'a RAR archive',
  "7z\xbc\xaf'\x1c": 'a 7z archive',
  '%PDF-': 'a PDF document',
  '<script': 'a script',
  '<html': 'a web page',
  '<!doctype': 'a web page',
  '<svg': 'an SVG drawing',
  '<?php': 'a PHP program',
}

const pieceLength = 4_096

/** Which kind of file hides in these bytes, if any. */
export function foreignIn(bytes: Uint8Array): string | undefined {
  let text = ''
  for (let at = 0; at < bytes.length; at += pieceLength)
    text += String.fromCharCode(...bytes.subarray(at, at + pieceLength))
  const found = anySignature.exec(text)?.[0].toLowerCase()
  return Object.entries(signatures).find(([signature]) => signature.toLowerCase() === found)?.[1]
}

const escaped = Object.keys(signatures).map((signature) => signature.replaceAll(/[?]/g, '\\$&'))
const anySignature = new RegExp(escaped.join('|'), 'i')
