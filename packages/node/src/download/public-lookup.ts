import { isIP, type LookupFunction } from 'node:net'
import { DownloadError } from './download-error.ts'
import { isPublicAddress } from './public-address.ts'

/**
 * A lookup that gives public addresses only. It is asked for the very connection that is being made, so that a name
 * cannot point elsewhere between the check and the dial.
 */
export function publicLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, answer) => {
      if (error) return callback(error, [])
      const addresses = typeof answer === 'string' ? [{ address: answer, family: isIP(answer) }] : answer
      const [first] = addresses
      if (first === undefined) return callback(new Error(`${hostname} has no address`), [])
      // One private address among public ones is a trap too: which of them is dialled is a matter of luck.
      if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(refusal(hostname), [])
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

function refusal(hostname: string): DownloadError {
  return new DownloadError(
    'refused_address',
    `${hostname} leads to an address that is not public, so nothing was requested. If that is meant, add its origin to trustedOrigins`,
  )
}
