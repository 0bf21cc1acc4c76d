import type { Sighting } from './wire-entry.ts'

/** The tasks that a body tells of: an answer with a task or a list of them, or a callback, which is the task itself. */
export function sightingsIn(body: string): readonly Sighting[] {
  const json = parseJson(body)
  const told = isRecord(json) && isRecord(json['data']) ? json['data'] : json
  if (!isRecord(told)) return []
  const tasks: readonly unknown[] = Array.isArray(told['tasks']) ? told['tasks'] : [told]
  return tasks.flatMap((task) => {
    if (!isRecord(task) || typeof task['taskId'] !== 'string') return []
    // Whoever is told of a new task is told no status: it is queued.
    return { taskId: task['taskId'], status: typeof task['status'] === 'string' ? task['status'] : 'queued' }
  })
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
