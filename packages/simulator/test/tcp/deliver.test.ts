import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { deliver } from '../../src/tcp/proxy/deliver.ts'

const bytes = Buffer.from('abcdefghijklmnopqrstuvwxyz')

function setup() {
  const pieces: string[] = []
  const socket = new Writable({
    write: (chunk, _, done) => {
      pieces.push(String(chunk))
      done()
    },
  })
  return { socket, pieces }
}

it('passes bytes in one write', async () => {
  const { socket, pieces } = setup()
  expect(await deliver(socket, bytes, 'whole')).toBe(26)
  expect(pieces).toEqual([bytes.toString()])
})

it('slices them into writes of one byte', async () => {
  const { socket, pieces } = setup()
  expect(await deliver(socket, bytes, 'sliced')).toBe(26)
  expect(pieces).toEqual([...bytes.toString()])
})

it('drips them so that they take the time they should', async () => {
  const { socket, pieces } = setup()
  const startedAt = performance.now()
  expect(await deliver(socket, Buffer.alloc(240, 'x'), { dripMs: 120 })).toBe(240)
  expect(pieces).toEqual(Array.from({ length: 60 }, () => 'xxxx'))
  expect(performance.now() - startedAt).toBeGreaterThan(100)
})

it('counts what was taken before the socket closed', async () => {
  const { socket, pieces } = setup()
  const delivered = deliver(socket, bytes, { dripMs: 120 })
  socket.destroy()
  expect(await delivered).toBe(pieces.join('').length)
  expect(await deliver(socket, bytes, 'whole')).toBe(0)
})
