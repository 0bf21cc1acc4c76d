/** A reference answered with bytes that are not a picture we can read. */
export class UnreadableReferenceError extends Error {
  override readonly name = 'UnreadableReferenceError'
  readonly url: string

  constructor(url: string, options?: ErrorOptions) {
    super(
      `The reference ${url} is not a readable PNG, JPEG, WebP, GIF, AVIF or TIFF picture; check what the URL serves`,
      options,
    )
    this.url = url
  }
}
