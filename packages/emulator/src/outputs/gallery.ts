import { paint } from '../painter/paint.ts'
import type { Reference } from '../painter/references.ts'
import type { TaskRecord } from '../service/task-record.ts'
import { createShelf } from '../shelf.ts'

/** The pictures of the tasks: painted when they are first asked for, and the latest few kept. */
export interface Gallery {
  readonly picture: (task: TaskRecord, references: () => Promise<readonly Reference[]>) => Promise<Uint8Array>
}

// A 4K picture has some megabytes: enough to serve a download again, too few to fill the memory.
const kept = 8

/** An empty gallery. */
export function createGallery(): Gallery {
  const pictures = createShelf<Promise<Uint8Array>>({ capacity: kept, weigh: () => 1 })
  return {
    picture(task, references) {
      const known = pictures.get(task.taskId)
      if (known) return known
      const picture = references().then((read) => paintFor(task, read))
      pictures.put(task.taskId, picture)
      // A painting that failed is tried again when it is asked for again.
      picture.catch(() => pictures.remove(task.taskId))
      return picture
    },
  }
}

const paintFor = ({ request: { input } }: TaskRecord, references: readonly Reference[]): Promise<Uint8Array> =>
  paint({
    prompt: input.prompt,
    aspectRatio: input.aspect_ratio,
    resolution: input.resolution,
    outputFormat: input.output_format,
    references,
  })
