/** The API key of every simulated account: its bytes must turn up nowhere. */
export const canaryKey = 'sk-test-canary-8fK2pQ'

/** Another account's key, for a service that comes back with the wrong one. */
export const otherKey = 'sk-test-other-4gX9mT'

/** Whose money a request asks for. */
export const accountIn = (authorization = ''): 'first' | 'other' =>
  authorization.endsWith(otherKey) ? 'other' : 'first'
