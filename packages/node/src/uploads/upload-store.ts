import type { Picture } from '@nano-banana/picture'

/** A picture that is about to be kept. Its bytes have been checked as far as they have passed. */
export interface Upload extends Picture {
  /**
   * What to keep it under: 64 hexadecimal digits that nobody can guess, made of the user and the bytes. The same bytes of
   * the same user come under the same key again, and need no second place.
   */
  readonly key: string
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string
}

/** A picture that is kept. */
export interface StoredUpload extends Picture {
  /** Where the service reads it: public, and not to be guessed. It goes into `image_input`. */
  readonly url: string
  readonly bytes: number
  /** When the URL stops working, in Unix milliseconds. */
  readonly expiresAtMs: number
}

/** Where uploads are kept: a folder, a bucket, wherever the service can read them over https. */
export interface UploadStore {
  /**
   * Keeps a picture, and resolves once its URL works; the same key again renews it. The body rejects where the picture
   * turns out unfit or stops coming: then nothing may stay, so do not publish before its end.
   */
  readonly put: (upload: Upload, body: AsyncIterable<Uint8Array>) => Promise<StoredUpload>
  /** What is kept under a key, and has not expired. */
  readonly find: (key: string) => Promise<StoredUpload | undefined>
}
