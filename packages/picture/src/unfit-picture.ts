/**
 * Why a file is not taken.
 * - `unknown_type`: it is no PNG, JPEG or WebP
 * - `unsupported`: it is one of a kind that many programs cannot read
 * - `animated`: it holds more than one frame
 * - `truncated`: it ends too early; `malformed`: it contradicts its own format
 * - `trailing`: something follows the picture's end
 * - `foreign`: its metadata hold a file of another kind
 * - `too_large`, `too_many_pixels`, `too_much_metadata`: it is beyond a limit
 */
export type Unfitness =
  | 'unknown_type'
  | 'unsupported'
  | 'animated'
  | 'truncated'
  | 'malformed'
  | 'trailing'
  | 'foreign'
  | 'too_large'
  | 'too_many_pixels'
  | 'too_much_metadata'

/** A file that is not taken. Its message goes on where the file's name ends. */
export class UnfitPicture extends Error {
  override readonly name = 'UnfitPicture'
  readonly unfitness: Unfitness
  /** Where the picture ends in the file, for one that something follows. */
  readonly pictureBytes: number | undefined

  constructor(unfitness: Unfitness, message: string, pictureBytes?: number) {
    super(message)
    this.unfitness = unfitness
    this.pictureBytes = pictureBytes
  }
}

/** The error for a file that contradicts its own format. */
export const malformed = (what: string): UnfitPicture =>
  new UnfitPicture('malformed', `is damaged: ${what}. Save it again with a picture editor`)

/** The error for a file of a kind that many programs cannot read. */
export const unsupported = (what: string): UnfitPicture =>
  new UnfitPicture('unsupported', `is ${what}, which not every program can read: save it as a usual PNG, JPEG or WebP`)

/** The error for a file of more than one frame. */
export const animated = (): UnfitPicture =>
  new UnfitPicture('animated', 'is animated or holds several pictures: save the one that is meant by itself')
