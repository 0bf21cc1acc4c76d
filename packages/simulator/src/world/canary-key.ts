/** The API key of every simulated account: its bytes must turn up nowhere. */
export const canaryKey = 'sk-test-canary-8fK2pQ'
