import ipaddr from 'ipaddr.js'
import { DownloadError } from './download-error.ts'
import { isPublicAddress } from './public-address.ts'
import { safeUrl } from './safe-url.ts'

/** Refuses a URL that must not be requested. What a name in it leads to is checked when it is dialled. */
export function assertAllowed(url: URL, trustedOrigins: readonly string[]): void {
  if (url.username !== '' || url.password !== '')
    throw new DownloadError('refused_url', `${safeUrl(url)} carries a user or a password, so nothing was requested`)
  if (trustedOrigins.includes(url.origin)) return
  if (url.protocol !== 'https:')
    throw new DownloadError(
      'refused_url',
      `${safeUrl(url)} is not https, so nothing was requested. If that is meant, add its origin to trustedOrigins`,
    )
  // An address is dialled without a lookup, so it is checked here.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (ipaddr.isValid(host) && !isPublicAddress(host))
    throw new DownloadError(
      'refused_address',
      `${safeUrl(url)} is not at a public address, so nothing was requested. If that is meant, add its origin to trustedOrigins`,
    )
}
