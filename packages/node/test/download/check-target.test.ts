import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkTarget } from '../../src/download/check-target.ts'
import { downloadOutput } from '../../src/download/download-output.ts'
import { sends } from './file-host.ts'
import { png } from './pictures.ts'
import { setupDownload } from './setup-download.ts'
import { temporaryFolder } from './temporary-folder.ts'

const unsent = { code: 'download', phase: 'input', outcome: 'not_sent', retryable: false }

describe('checkTarget', () => {
  it('accepts a free name in a folder and leaves nothing there', async () => {
    const folder = temporaryFolder()
    await expect(checkTarget(join(folder, 'cat.png'))).resolves.toBeUndefined()
    expect(readdirSync(folder)).toEqual([])
  })

  it('refuses a name that is taken, unless it may be replaced', async () => {
    const folder = temporaryFolder()
    const target = join(folder, 'cat.png')
    writeFileSync(target, 'mine')
    await expect(checkTarget(target)).rejects.toMatchObject({ ...unsent, reason: 'exists' })
    await expect(checkTarget(target, { overwrite: true })).resolves.toBeUndefined()
    expect(readFileSync(target, 'utf8')).toBe('mine')
    expect(readdirSync(folder)).toEqual(['cat.png'])
  })

  it('refuses a folder, which cannot be replaced by a file', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'cats'))
    await expect(checkTarget(join(folder, 'cats'))).rejects.toMatchObject({ reason: 'exists' })
    const replaced = checkTarget(join(folder, 'cats'), { overwrite: true })
    await expect(replaced).rejects.toMatchObject({ ...unsent, reason: 'not_writable' })
  })

  it('refuses a folder that is not there, that is a file, or that takes no files', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    for (const parent of [join(folder, 'missing'), join(folder, 'file'), '/proc/self'])
      await expect(checkTarget(join(parent, 'cat.png')), parent).rejects.toMatchObject({
        ...unsent,
        reason: 'not_writable',
        cause: expect.any(Error),
      })
  })

  it.each(['', 'cats/', 'cats\\', 'cat\0.png'])('refuses what is no name of a file: %j', async (target) => {
    await expect(checkTarget(target)).rejects.toMatchObject({ code: 'invalid_input', field: 'target' })
  })
})

it('a download to a folder that takes no files requests nothing', async () => {
  const { url, host, target } = await setupDownload(sends(png))
  writeFileSync(target, 'a file, not a folder')
  const running = downloadOutput({ url, type: 'image' }, join(target, 'cat.png'), { trustedOrigins: [host.origin] })
  await expect(running).rejects.toMatchObject({ reason: 'not_writable', phase: 'download', outcome: 'accepted' })
  expect(host.connections()).toBe(0)
})
