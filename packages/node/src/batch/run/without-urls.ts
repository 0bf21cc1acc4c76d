import type { TaskSnapshot } from '@nano-banana/core'

/** A message in which nobody can read where the task's pictures are: whoever knows that can load them. */
export function withoutUrls(message: string, task: TaskSnapshot | undefined): string {
  return (task?.outputs ?? []).reduce((text, { url }) => {
    const { origin = '', pathname = '' } = URL.parse(url) ?? {}
    return text.replaceAll(url, 'its URL').replaceAll(origin + pathname || url, 'its URL')
  }, message)
}
