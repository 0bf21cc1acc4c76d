/** Why an upload is not taken, in the words of the answer to it. */
export class UploadRefusal extends Error {
  override readonly name = 'UploadRefusal'
  readonly status: number
  readonly errorCode: string
  readonly retryAfterMs: number | undefined

  constructor(
    status: number,
    errorCode: string,
    { message, retryAfterMs }: { readonly message: string; readonly retryAfterMs?: number },
  ) {
    super(message)
    this.status = status
    this.errorCode = errorCode
    this.retryAfterMs = retryAfterMs
  }
}
