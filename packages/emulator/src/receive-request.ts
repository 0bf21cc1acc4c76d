import { occasionOf } from './faults/occasion-of.ts'
import type { ServiceAnswer, ServiceRequest } from './service/service-answer.ts'
import type { Twin } from './twin.ts'

/** Hands a request to the machine, with whatever goes wrong next. Whoever carries the answer waits its delay first. */
export function receiveRequest(twin: Twin, request: ServiceRequest, origin: string): ServiceAnswer {
  const { service, clock, script, references, look } = twin
  const { pathname } = new URL(origin + request.path)
  const fault = script.next(occasionOf(request.method, pathname))
  const answer = service.receive(request, { nowMs: clock.now(), origin, fault })
  if (answer.createdTaskId !== undefined) references.prepare(answer.createdTaskId)
  look()
  return answer
}
