import { paint } from '../painter/paint.ts'
import type { Reference } from '../painter/references.ts'
import type { TaskRecord } from '../service/task-record.ts'
import { createShelf } from '../shelf.ts'

/** The pictures of the tasks: painted when they are first asked for, and the latest kept. */
export interface Gallery {
  readonly picture: (task: TaskRecord, references: () => Promise<readonly Reference[]>) => Promise<Uint8Array>
}

// Room for some hundred small pictures or a few of 4K: thousands of tasks that ask for the same ones are painted once.
const keptBytes = 64 * 1024 * 1024

/** An empty gallery. */
export function createGallery(): Gallery {
  const pictures = createShelf<Uint8Array>({ capacity: keptBytes, weigh: ({ byteLength }) => byteLength })
  const underWay = new Map<string, Promise<Uint8Array>>()

  async function begin(key: string, painting: Promise<Uint8Array>): Promise<Uint8Array> {
    underWay.set(key, painting)
    try {
      const picture = await painting
      pictures.put(key, picture)
      return picture
    } finally {
      // A painting that failed is tried again when it is asked for again.
      underWay.delete(key)
    }
  }

  return {
    async picture(task, references) {
      const key = keyOf(task)
      const known = pictures.get(key) ?? underWay.get(key)
      return (
        known ??
        begin(
          key,
          references().then((read) => paintFor(task, read)),
        )
      )
    },
  }
}

// The same wish is the same picture; what is behind a reference's address may change from task to task.
const keyOf = ({ taskId, request: { input } }: TaskRecord): string =>
  input.image_input.length > 0 ? taskId : JSON.stringify(input)

const paintFor = ({ request: { input } }: TaskRecord, references: readonly Reference[]): Promise<Uint8Array> =>
  paint({
    prompt: input.prompt,
    aspectRatio: input.aspect_ratio,
    resolution: input.resolution,
    outputFormat: input.output_format,
    references,
  })
