/** What `fetch` rejects with when the connection breaks before an answer arrives. */
export class LostAnswer extends TypeError {
  constructor() {
    super('fetch failed', { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) })
  }
}
