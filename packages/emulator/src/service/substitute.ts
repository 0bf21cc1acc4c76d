import type { Fault } from './fault.ts'
import { type Reply, refuse } from './reply.ts'

/** Whether a request that meets the fault is executed all the same. */
export function isExecuted(fault: Fault | undefined): boolean {
  if (fault?.kind === 'gateway_page') return fault.isExecuted
  return fault?.kind !== 'drop_before' && fault?.kind !== 'status'
}

/** What a fault puts in place of the answer; most faults put nothing there. */
export function substituteFor(fault: Fault | undefined): Reply | undefined {
  if (fault?.kind === 'gateway_page') return gatewayPage(fault.status)
  if (fault?.kind !== 'status') return undefined
  const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
  return refuse(fault.status, fault.errorCode, { message: 'This answer was asked for by a fault', headers })
}

const gatewayPage = (status: number): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1><p>gateway</p></body></html>\n`,
})
