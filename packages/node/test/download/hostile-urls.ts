const privateAddresses = [
  [0, 0, 0, 0],
  [0, 1, 2, 3],
  [10, 0, 0, 1],
  [10, 255, 255, 255],
  [100, 64, 0, 1],
  [100, 127, 255, 254],
  [127, 0, 0, 1],
  [127, 255, 255, 254],
  [169, 254, 169, 254],
  [172, 16, 0, 1],
  [172, 31, 255, 254],
  [192, 0, 0, 1],
  [192, 0, 2, 1],
  [192, 168, 0, 1],
  [192, 168, 255, 254],
  [198, 18, 0, 1],
  [198, 51, 100, 1],
  [203, 0, 113, 1],
  [224, 0, 0, 1],
  [239, 255, 255, 250],
  [240, 0, 0, 1],
  [255, 255, 255, 255],
] as const

/** Every address in every notation that a URL knows. */
const disguises = privateAddresses.flatMap(([a, b, c, d]) => {
  const number = ((a * 256 + b) * 256 + c) * 256 + d
  const hex = [a * 256 + b, c * 256 + d].map((part) => part.toString(16)).join(':')
  const dotted = `${a}.${b}.${c}.${d}`
  return [
    dotted,
    `${dotted}.`,
    `${number}`,
    `0x${number.toString(16)}`,
    `0${number.toString(8)}`,
    `0x${a.toString(16)}.${b * 65_536 + c * 256 + d}`,
    `0${a.toString(8)}.0${b.toString(8)}.0${c.toString(8)}.0${d.toString(8)}`,
    `${a}.${b}.${c * 256 + d}`,
    dotted.replaceAll('.', '。'),
    dotted.replace(/^\d/, (digit) => `%3${digit}`),
    dotted.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    `[::ffff:${dotted}]`,
    `[::ffff:${hex}]`,
    `[::${hex}]`,
    `[::ffff:0:${hex}]`,
    `[64:ff9b::${hex}]`,
    `[64:ff9b:1::${hex}]`,
    `[2002:${hex}::1]`,
  ]
})

const otherAddresses = [
  '[::]',
  '[::1]',
  '[100::1]',
  '[2001::1]',
  '[2001:2::1]',
  '[2001:10::1]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[4000::1]',
  '[5f00::1]',
  '[fc00::1]',
  '[fd12:3456:789a::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
]

const otherUrls = [
  'http://8.8.8.8/cat.png',
  'http://example.com/cat.png',
  'ftp://example.com/cat.png',
  'ws://example.com/cat.png',
  'wss://example.com/cat.png',
  'file:///etc/passwd',
  'file://localhost/etc/passwd',
  'data:image/png;base64,iVBORw0KGgo=',
  'blob:https://example.com/1',
  'javascript:alert(1)',
  'about:blank',
  'gopher://127.0.0.1:6379/_INFO',
  'https://user@example.com/cat.png',
  'https://user:password@example.com/cat.png',
  'https://:password@example.com/cat.png',
  'https://example.com@127.0.0.1/cat.png',
  'https://127.0.0.1#@example.com/cat.png',
  'https:\\\\127.0.0.1\\cat.png',
  'https://127.0.0.1:443/cat.png',
  'https://127.0.0.1:8787/cat.png',
  ' https://127.0.0.1/ ',
  'https://127.0.\t0.1/',
]

/** URLs of which none may ever be requested. */
export const hostileUrls = [
  ...disguises.map((host) => `https://${host}/cat.png?token=secret`),
  ...otherAddresses.map((host) => `https://${host}/cat.png?token=secret`),
  ...otherUrls,
]
