import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { cutsOff, hangsUp, redirectsTo, says, sends } from './file-host.ts'
import { png } from './pictures.ts'
import { setupDownload } from './setup-download.ts'

it.each([
  ['an expired URL', [says(403)]],
  ['a status', [says(418)]],
  ['a failing host', [says(500)]],
  ['a lost connection', [hangsUp]],
  ['a cut body', [cutsOff(png)]],
  ['a page', [sends('<html>')]],
  ['too many redirects', [redirectsTo('/on?token=secret')]],
  ['a bad redirect', [redirectsTo('https://[?token=secret')]],
  ['a refused redirect', [redirectsTo('http://10.0.0.1/a?token=secret')]],
])('the query of the URL is in no error: %s', async (_, script) => {
  const { run, host } = await setupDownload(...script)
  const error = await run().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'download' })
  // Cause and stack are part of what is inspected.
  expect(`${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)}`).not.toContain('token=')
  expect(host.requests[0]?.url).toContain('secret')
})

it('an error says which file it is about', async () => {
  const { run, host } = await setupDownload(says(404))
  await expect(run()).rejects.toThrow(`${host.origin}/outputs/cat.png is not there any more (HTTP 404)`)
})
