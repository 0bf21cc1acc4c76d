import { endingOf } from '../service/ending.ts'
import { toWire } from '../service/reply.ts'
import { substituteFor } from '../service/substitute.ts'
import { hasOutput } from '../service/task-record.ts'
import type { Twin } from '../twin.ts'
import type { OutgoingAnswer } from './carry.ts'
import { createGallery } from './gallery.ts'

/** Answers a request for a task's picture by its file name. */
export type Outputs = (file: string) => Promise<OutgoingAnswer>

const text = (status: number, body: string) => ({ status, headers: { 'content-type': 'text/plain' }, body })

/** The place that the outputs' URLs lead to. */
export function createOutputs({ service, clock, script, references, stopSignal }: Twin): Outputs {
  const gallery = createGallery()

  async function find(file: string): Promise<Omit<OutgoingAnswer, 'ending'>> {
    const [, taskId = '', format] = /^([\w-]+)\.(png|jpg)$/.exec(file) ?? []
    const task = service.task(taskId)
    if (task === undefined || task.request.input.output_format !== format) return text(404, 'No such output')
    if (!hasOutput(task, clock.now())) return text(403, 'The output is not there, or no longer')
    const bytes = await gallery.picture(task, await references.of(task))
    const type = format === 'jpg' ? 'image/jpeg' : 'image/png'
    return { status: 200, headers: { 'content-type': type }, body: new Uint8Array(bytes) }
  }

  return async (file) => {
    const fault = script.next('output')
    const substitute = substituteFor(fault)
    const answer = substitute ? toWire(substitute) : await find(file)
    if (fault?.kind === 'delay') await clock.sleep(fault.ms, stopSignal)
    return { ...answer, ending: endingOf(fault) }
  }
}
