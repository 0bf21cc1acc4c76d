import { isIP } from 'node:net'
import { InvalidInputError, isLoopbackHost } from '@nano-banana/core'
import { isPublicAddress } from '../download/public-address.ts'

/**
 * Checks the address under which the service is to read files, and gives it without a slash at its end. Throws
 * `InvalidInputError` when nobody outside could reach it; the emulator is not outside.
 */
export function parsePublicUrl(text: string, isEmulated: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw refuse('is not a URL')
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    throw refuse('must be an origin and a path, without user, query or fragment')
  if (isLoopbackHost(url.hostname)) {
    if (!isEmulated) throw refuse(`is ${url.hostname}, which for the service is itself${wayOut}`)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse('must use http or https')
  } else {
    if (isEmulated)
      throw refuse(`is ${url.hostname}, and the emulator reads from this machine only: use http://127.0.0.1:<port>`)
    if (url.protocol !== 'https:') throw refuse('must use https: the service takes no other URLs')
    if (isPrivateHost(url.hostname)) throw refuse(`is ${url.hostname}, which only your own network reaches${wayOut}`)
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

const wayOut =
  ', so it could not read the picture: pass the https address under which this server is known outside (a tunnel will do), keep uploads in a bucket, or use the emulator'

const privateNames =
  /^[^.]*\.?$|\.(local|internal|intranet|private|corp|home|lan|localdomain|test|invalid|onion|home\.arpa)\.?$/

function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(host) === 0 ? privateNames.test(host) : !isPublicAddress(host)
}

const refuse = (message: string): InvalidInputError => new InvalidInputError([{ field: 'publicUrl', message }])
