import ipaddr from 'ipaddr.js'

/** Whether an IP address is one of the public internet; anything else, and anything that is no address, is not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  // An IPv4 address in IPv6 clothes is judged as the IPv4 address that it is.
  const ip = ipaddr.process(address)
  if (ip.range() !== 'unicast') return false
  return ip instanceof ipaddr.IPv4 || ip.match(globalUnicast)
}

// ipaddr.js calls unicast whatever it does not know, such as the old ::127.0.0.1. All that is in use lies in here.
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')
