import type { References } from '../references/references.ts'
import { delayOf } from '../service/delay-of.ts'
import { endingOf, isDropped } from '../service/ending.ts'
import type { Fault } from '../service/fault.ts'
import { toWire } from '../service/reply.ts'
import type { Service } from '../service/service.ts'
import { substituteFor } from '../service/substitute.ts'
import { hasOutput } from '../service/task-record.ts'
import type { TimedAnswer } from '../timed-answer.ts'
import { createGallery } from './gallery.ts'

/** The place that the outputs' URLs lead to: answers a request for a task's picture by its path. */
export type Outputs = (pathname: string, fault: Fault | undefined) => Promise<TimedAnswer>

/** What serving pictures needs. */
export interface OutputTools {
  readonly service: Service
  readonly references: References
  readonly now: () => number
}

type Content = Omit<TimedAnswer, 'ending' | 'delayMs'>

const text = (status: number, body: string): Content => ({ status, headers: { 'content-type': 'text/plain' }, body })

/** Serves the pictures of the tasks. */
export function createOutputs({ service, references, now }: OutputTools): Outputs {
  const gallery = createGallery()

  async function find(pathname: string): Promise<Content> {
    const [, taskId = '', format] = /^\/outputs\/([\w-]+)\.(png|jpg)$/.exec(pathname) ?? []
    const task = service.task(taskId)
    if (task === undefined || task.request.input.output_format !== format) return text(404, 'No such output')
    if (!hasOutput(task, now())) return text(403, 'The output is not there, or no longer')
    const bytes = await gallery.picture(task, () => references.of(task))
    const type = format === 'jpg' ? 'image/jpeg' : 'image/png'
    return { status: 200, headers: { 'content-type': type }, body: new Uint8Array(bytes) }
  }

  async function contentOf(pathname: string, fault: Fault | undefined): Promise<Content> {
    // Nobody will see it, so it is not painted.
    if (isDropped(fault)) return text(0, '')
    const substitute = substituteFor(fault)
    return substitute ? toWire(substitute) : find(pathname)
  }

  return async (pathname, fault) => {
    const content = await contentOf(pathname, fault)
    return { ...content, delayMs: delayOf(fault), ending: endingOf(fault, content.body) }
  }
}
