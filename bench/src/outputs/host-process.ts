// Serves one large picture, as often as it is asked for, in a process of its own.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'

const [bytes] = process.argv.slice(2)
const picture = Buffer.alloc(Number(bytes), 'nano-banana')
// What a PNG begins with: the rest is nobody's business.
picture.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'image/png', 'content-length': picture.length }).end(picture)
}).listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
