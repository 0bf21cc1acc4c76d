/**
 * The idempotency key of each picture of a call, where the caller chose one. The first picture's does not depend on how many
 * there are: whoever asks for more later pays for the others only.
 */
export const pictureKeys = (key: string | undefined, pictures: number): readonly (string | undefined)[] =>
  Array.from({ length: pictures }, (_, index) => (key === undefined || index === 0 ? key : `${key}-${index + 1}`))
