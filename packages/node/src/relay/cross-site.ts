/**
 * Whether another site's page has sent a request, which the browser may have signed with its user's cookies. Programs that
 * are no browsers say nothing of where they are; they need a session of their own.
 */
export function isCrossSite({ headers, url }: Request, allowedOrigins: readonly string[]): boolean {
  const origin = headers.get('origin')
  if (origin !== null && allowedOrigins.includes(origin)) return false
  const site = headers.get('sec-fetch-site')
  // What a page cannot forge. `none` is a user who types an address.
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  return origin !== null && !isSameHost(origin, url)
}

// Behind a proxy that ends TLS the request itself looks like http.
function isSameHost(origin: string, url: string): boolean {
  if (!URL.canParse(origin)) return false
  const [theirs, ours] = [new URL(origin), new URL(url)]
  return theirs.host === ours.host && (theirs.protocol === ours.protocol || theirs.protocol === 'https:')
}
