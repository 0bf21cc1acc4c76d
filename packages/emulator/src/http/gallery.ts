import { paint } from '../painter/paint.ts'
import type { Reference } from '../painter/references.ts'
import type { TaskRecord } from '../service/task-record.ts'

/** The pictures of the tasks: painted when they are first asked for, and the latest few kept. */
export interface Gallery {
  readonly picture: (task: TaskRecord, references: readonly Reference[]) => Promise<Uint8Array>
}

// A 4K picture has some megabytes: enough to serve a download again, too few to fill the memory.
const kept = 8

/** An empty gallery. */
export function createGallery(): Gallery {
  const pictures = new Map<string, Promise<Uint8Array>>()
  return {
    picture({ taskId, request: { input } }, references) {
      const known = pictures.get(taskId)
      if (known) return known
      const picture = paint({
        prompt: input.prompt,
        aspectRatio: input.aspect_ratio,
        resolution: input.resolution,
        outputFormat: input.output_format,
        references,
      })
      pictures.set(taskId, picture)
      // A painting that failed is tried again when it is asked for again.
      picture.catch(() => pictures.delete(taskId))
      const [oldest] = pictures.keys()
      if (pictures.size > kept && oldest !== undefined) pictures.delete(oldest)
      return picture
    },
  }
}
