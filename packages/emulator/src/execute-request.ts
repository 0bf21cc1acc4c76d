import type { Reading } from './references/references.ts'
import { referencesIn } from './references/references-in.ts'
import type { Arrival } from './service/service.ts'
import type { ServiceAnswer, ServiceRequest } from './service/service-answer.ts'
import { isExecuted } from './service/substitute.ts'
import type { Twin } from './twin.ts'

/** Hands a request to the machine. A create's references are read before, so that the machine knows how its task will end. */
export async function executeRequest(
  twin: Twin,
  request: ServiceRequest,
  { origin, fault }: Pick<Arrival, 'origin' | 'fault'>,
): Promise<ServiceAnswer> {
  const { service, clock, references, look } = twin
  const urls = request.method === 'POST' && isExecuted(fault) ? referencesIn(request) : []
  const reading = urls.length > 0 ? await readFor(twin, urls) : undefined
  const answer = service.receive(request, { nowMs: clock.now(), origin, fault, failure: reading?.failure })
  if (reading && answer.createdTaskId !== undefined) references.keep(answer.createdTaskId, reading)
  look()
  return answer
}

async function readFor({ references, stopSignal }: Twin, urls: readonly string[]): Promise<Reading> {
  const reading = await references.read(urls)
  // What could not be read because the twin closes makes no failed task.
  stopSignal.throwIfAborted()
  return reading
}
