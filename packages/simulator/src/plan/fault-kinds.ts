import { type ServiceFault, serviceFaults } from './service-faults.ts'

/** What may befall a request, a process or a caller. */
export const requestFaults = [
  'unreachable',
  'untrusted',
  'vanished',
  'late',
  'duplicated',
  'lost_before',
  'lost_after',
  'answer_late',
  'cut',
  'stalled_body',
  'garbage',
  'no_outputs',
  'redirect',
  'throttled',
  'busy',
  'server_error',
  'gateway_page_before',
  'gateway_page_after',
  'processing',
  'refused',
  'echo',
  'unknown_status',
  'stale',
] as const

/** What may befall a process and its computer. */
export const incidentFaults = ['kill', 'freeze', 'wall_jump'] as const

/** What a caller may do at a bad moment. */
export const callerFaults = ['abort', 'short_deadline', 'throwing_listener', 'double_call'] as const

export type RequestFault = (typeof requestFaults)[number]
export type IncidentFault = (typeof incidentFaults)[number]
export type CallerFault = (typeof callerFaults)[number]
export type FaultKind = RequestFault | IncidentFault | CallerFault | ServiceFault

/** All of them: a campaign must meet each. */
export const faultKinds: readonly FaultKind[] = [...requestFaults, ...incidentFaults, ...callerFaults, ...serviceFaults]
