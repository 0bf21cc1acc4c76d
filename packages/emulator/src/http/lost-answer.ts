/** What `fetch` rejects with when the connection breaks before an answer arrives. */
export class LostAnswer extends TypeError {
  constructor() {
    super('fetch failed', { cause: otherSideClosed() })
  }
}

/** What a body that `fetch` gave ends with when the connection breaks. */
export const brokenOff = (): TypeError => new TypeError('terminated', { cause: otherSideClosed() })

const otherSideClosed = (): Error => Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
