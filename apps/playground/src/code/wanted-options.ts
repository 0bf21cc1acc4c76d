import type { Wish } from '../wish/wish.ts'

/** What of a wish has to be said: the defaults need not. */
export function wantedOptions({ prompt, image_input, aspect_ratio, resolution, output_format }: Wish): Partial<Wish> {
  return {
    prompt,
    ...(image_input.length > 0 && { image_input }),
    ...(aspect_ratio !== 'auto' && { aspect_ratio }),
    ...(resolution !== '1K' && { resolution }),
    ...(output_format !== 'png' && { output_format }),
  }
}
