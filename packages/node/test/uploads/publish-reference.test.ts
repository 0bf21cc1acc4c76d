import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { goodFiles, height, largePicture, width } from '../../../picture/test/good-files.ts'
import { hostileFiles } from '../../../picture/test/hostile-files.ts'
import { checkReference, folderUploads, publishReference } from '../../src/index.ts'
import { baseUrl, secret, temporaryFolder } from './setup-uploads.ts'

const publicUrl = 'http://127.0.0.1:3000/uploads'
const good = await goodFiles()

function setup() {
  const folder = temporaryFolder()
  const kept = join(folder, 'kept')
  mkdirSync(kept)
  const store = folderUploads({ folder: kept, publicUrl, baseUrl })
  const write = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  return { store, write, folder, kept, files: () => readdirSync(kept) }
}

it.each(good)(
  'puts $name where the service can read it, under the same URL each time',
  async ({ name, type, bytes }) => {
    const { store, write, kept, files } = setup()
    // Its name tells nothing.
    const path = write(`${name}.txt`, bytes)
    await checkReference(path)
    const stored = await publishReference(path, { store, secret })
    expect(stored).toMatchObject({ type, width, height, bytes: bytes.length })
    expect((await publishReference(path, { store, secret })).url).toBe(stored.url)
    expect((await publishReference(path, { store, secret: `${secret}!` })).url).not.toBe(stored.url)
    expect(readFileSync(join(kept, stored.url.slice(publicUrl.length))).equals(bytes)).toBe(true)
    expect(files()).toHaveLength(2)
  },
)

it.each(good)('leaves behind what follows the end of $name', async ({ name, bytes }) => {
  const { store, write, kept } = setup()
  const path = write(name, bytes)
  appendFileSync(path, Buffer.alloc(12 * 1024 * 1024, 'a film '))
  const { url } = await publishReference(path, { store, secret })
  expect(readFileSync(join(kept, url.slice(publicUrl.length))).equals(bytes)).toBe(true)
})

it('takes no other hostile file', async () => {
  const { store, write, files } = setup()
  for (const { bytes, unfitness, name } of await hostileFiles()) {
    if (unfitness === 'trailing') continue
    const path = write('hostile', bytes)
    const refused = { code: 'invalid_input', field: 'reference', outcome: 'not_sent' }
    await expect(publishReference(path, { store, secret }), name).rejects.toMatchObject(refused)
    await expect(checkReference(path), name).rejects.toMatchObject(refused)
  }
  expect(files()).toEqual([])
}, 60_000)

it('says what is wrong with a path', async () => {
  const { store, folder } = setup()
  await expect(checkReference(join(folder, 'none.png'))).rejects.toThrow(/none.png cannot be read \(ENOENT\): check/)
  await expect(checkReference(folder)).rejects.toThrow(/is no file/)
  await expect(publishReference('x', { store, secret: 'short' })).rejects.toThrow(/secret must have at least 32/)
})

it('notices a file that changes while it is read', async () => {
  const { write } = setup()
  const [first, second] = good
  const path = write('a.png', first?.bytes ?? '')
  const store = {
    find: async () => undefined,
    async put(_: unknown, body: AsyncIterable<Uint8Array>): Promise<never> {
      for await (const _ of body) writeFileSync(path, second?.bytes ?? '')
      throw new Error('The body should have failed')
    },
  }
  // Longer than one piece, so that a part of it is read after the change.
  writeFileSync(path, await largePicture())
  await expect(publishReference(path, { store, secret })).rejects.toMatchObject({ field: 'reference' })
})

it('stops when it is told to, and tells a store’s failure as one of the family', async () => {
  const { store, write, files } = setup()
  const path = write('a.png', good[0]?.bytes ?? '')
  const signal = AbortSignal.abort('enough')
  await expect(publishReference(path, { store, secret, signal })).rejects.toMatchObject({
    code: 'aborted',
    cause: 'enough',
  })
  expect(files()).toEqual([])
  const failing = { ...store, put: () => Promise.reject(new Error('no bucket')) }
  await expect(publishReference(path, { store: failing, secret })).rejects.toMatchObject({
    code: 'internal',
    outcome: 'not_sent',
    message: expect.stringContaining('no bucket'),
  })
})
