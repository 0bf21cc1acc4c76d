import { systemClock, type TaskOutput } from '@nano-banana/core'
import { type ToBlobOptions, toBlob } from './to-blob.ts'

// Some browsers read a download only some time after it was asked for.
const keptMs = 60_000

/**
 * Lets the browser save a picture, read through your relay, in the folder for downloads. Resolves once the browser has
 * it; rejects as `toBlob` does. `name` is the file's name without its ending, which follows from the picture.
 *
 * @example
 * button.onclick = () => saveAs(outputs[0], 'fox')
 */
export async function saveAs(
  output: Pick<TaskOutput, 'url'>,
  name = 'picture',
  options?: ToBlobOptions,
): Promise<void> {
  const blob = await toBlob(output, options)
  const url = URL.createObjectURL(blob)
  const ending = blob.type === 'image/jpeg' ? 'jpg' : blob.type.replace('image/', '')
  Object.assign(document.createElement('a'), { href: url, download: `${name}.${ending}` }).click()
  systemClock.sleep(keptMs, new AbortController().signal).then(() => URL.revokeObjectURL(url))
}
