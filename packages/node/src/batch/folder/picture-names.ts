import type { TaskOutput, TaskSnapshot } from '@nano-banana/core'
import { fileName } from '../rows/file-stem.ts'

/** What a task's files are called. */
export interface PictureNames {
  readonly stem: string
  /** Of pictures, without a dot. */
  readonly extension: string
}

/** The file of one output; nothing for one that is not kept. */
export function outputFile(
  task: TaskSnapshot,
  output: TaskOutput | undefined,
  { stem, extension }: PictureNames,
): string | undefined {
  if (output === undefined) return undefined
  const nth = wantedOutputs(task).indexOf(output)
  return nth >= 0 ? fileName(stem, nth, output.type === 'image' ? extension : endingOf(output)) : undefined
}

// Only what is a plain ending: the rest of a URL may be anything.
const endingOf = ({ url }: TaskOutput): string =>
  /\.([a-z0-9]{2,5})$/i.exec(URL.parse(url)?.pathname ?? '')?.[1]?.toLowerCase() ?? 'bin'

// What comes beside pictures, thumbnails say, is made of them.
function wantedOutputs({ outputs }: TaskSnapshot): readonly TaskOutput[] {
  const pictures = outputs.filter(({ type }) => type === 'image')
  return pictures.length > 0 ? pictures : outputs
}
