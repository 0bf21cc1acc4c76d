/** A URL as it may be shown: without its query, which is what gives access, and without a user. */
export function safeUrl(url: URL): string {
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin + url.pathname : `${url.protocol} URL`
}
