import type { Protocol } from '../service/protocol.ts'

/**
 * Replicate's predictions: create, then read until it has ended. Every model here is a cold one: its create answers
 * `starting`, as the real service does when the model is not up within the time that the client asks it to hold the answer.
 */
export const replicatePredictions: Protocol = {
  read({ method, path }) {
    const [, jobId, action] = /\/predictions\/([^/]+)(?:\/(\w+))?/.exec(path) ?? []
    if (jobId === undefined) return { asks: 'draw' }
    return { asks: method === 'POST' && action === 'cancel' ? 'cancel' : 'status', jobId }
  },
  answer(asks, { id, isDone }) {
    const prediction = {
      id,
      model: 'google/nano-banana',
      version: 'hidden',
      input: {},
      created_at: new Date().toISOString(),
      urls: {
        get: `https://api.replicate.com/v1/predictions/${id}`,
        cancel: `https://api.replicate.com/v1/predictions/${id}/cancel`,
      },
    }
    if (asks === 'draw') return { status: 201, body: { ...prediction, status: 'starting', output: null } }
    if (asks === 'cancel') return { status: 200, body: { ...prediction, status: 'canceled', output: null } }
    // The client opens what it is given at once: a data URI keeps it on this machine.
    const output = isDone ? `data:image/png,${id}` : null
    return { status: 200, body: { ...prediction, status: isDone ? 'succeeded' : 'processing', output } }
  },
  refusal: (status) => ({ status, body: { title: 'Refused', detail: 'Refused', status } }),
}
