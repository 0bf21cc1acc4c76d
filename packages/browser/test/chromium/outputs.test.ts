import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { inTabs } from './in-tabs.ts'

const visit = inTabs()
const instant = { queued: 0, handling: 0, archiving: 0 }

it.each(['png', 'jpg'] as const)('saves a %s under its name, as the relay gives it', async (output_format) => {
  const { open } = await visit(instant)
  const tab = await open({ speed: 10 })
  const saved = tab.waitForEvent('download')
  const { type, size } = await tab.evaluate(async (output_format) => {
    const { outputs } = await window.tab.client.generate({ prompt: 'a fox', output_format })
    const [output = { url: '' }] = outputs
    await window.tab.saveAs(output, 'fox')
    const { type, size } = await window.tab.toBlob(output)
    return { type, size }
  }, output_format)
  const download = await saved
  const bytes = await readFile(await download.path())
  expect(download.suggestedFilename()).toBe(`fox.${output_format}`)
  expect(type).toBe({ png: 'image/png', jpg: 'image/jpeg' }[output_format])
  expect(bytes.length).toBe(size)
  expect(bytes.length).toBeGreaterThan(1_000)
})

it.each([
  [
    'a page',
    new Response('<script>alert(1)</script>', { headers: { 'content-type': 'text/html' } }),
    'unexpected_response',
  ],
  [
    'a drawing that may run',
    new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } }),
    'unexpected_response',
  ],
  ['a refusal', new Response(null, { status: 404 }), 'api'],
])('takes %s for no picture', async (_, file, code) => {
  const { site, open } = await visit()
  site.files.set('/output', file)
  const tab = await open()
  const thrown = await tab.evaluate(() => window.tab.toBlob({ url: '/output' }).catch((error) => error.toJSON()))
  expect(thrown).toMatchObject({ code, phase: 'download', outcome: 'accepted', retryable: false })
})

it('says when nobody answers, and stops at once when it is told to', async () => {
  const { context, open } = await visit()
  const tab = await open()
  await context.setOffline(true)
  const thrown = await tab.evaluate(() => window.tab.toBlob({ url: '/output' }).catch((error) => error.toJSON()))
  expect(thrown).toMatchObject({ code: 'connection', phase: 'download', retryable: true })
  const stopped = await tab.evaluate(() =>
    window.tab.toBlob({ url: '/output' }, { signal: AbortSignal.abort('enough') }).catch((error) => error),
  )
  expect(stopped).toBe('enough')
})
