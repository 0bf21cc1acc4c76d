export type { Agenda, Appointment } from './agenda.ts'
export type {
  CallOptions,
  CreateOptions,
  GenerateOptions,
  RequestOptions,
  TaskCreateOptions,
  WaitOptions,
} from './call-options.ts'
export { type Client, type CreateResult, createClient } from './client.ts'
export type { ClientOptions } from './client-options.ts'
export { type Clock, systemClock } from './clock.ts'
export {
  AbortedError,
  type AnyNanoBananaError,
  ApiError,
  ConnectionError,
  DeadlineError,
  type InputIssue,
  InternalError,
  InvalidInputError,
  isNanoBananaError,
  TaskFailedError,
  UnexpectedResponseError,
} from './errors/family.ts'
export { type ErrorFacts, NanoBananaError, type Outcome, type Phase } from './errors/nano-banana-error.ts'
export type { Generation, SlotOptions } from './generation.ts'
export type { Effect, Journal, OperationQuery } from './journal/journal.ts'
export { JournalError, type JournalFailure } from './journal/journal-error.ts'
export { memoryJournal } from './journal/memory-journal.ts'
export { type Operation, type OperationState, operationStates, type ParkReason } from './journal/operation.ts'
export { readRecord, recordVersion, writeRecord } from './journal/record.ts'
export type { OperationStore, StoredOperation } from './operation-store.ts'
export type { CreateQuota, Leave, Priority, Quota, QuotaTools } from './quota/quota.ts'
export { type RequestQuotaOptions, requestQuota } from './quota/request-quota.ts'
export { requestBody } from './request-body.ts'
export { type BackoffOptions, backoff } from './retry/backoff.ts'
export { type RetryAfterHeaders, retryAfterMs } from './retry/retry-after.ts'
export type { RetryOptions } from './retry/retry-options.ts'
export {
  type AspectRatio,
  aspectRatios,
  model,
  type OutputFormat,
  outputFormats,
  type Resolution,
  resolutions,
} from './schema/choices.ts'
export {
  type Callback,
  type CreateTaskRequest,
  callbackSchema,
  createTaskRequestSchema,
  type ParsedTaskRequest,
} from './schema/create-task-request.ts'
export { type GenerateInput, generateInputSchema } from './schema/generate-input.ts'
export type { ListQuery } from './schema/list-query.ts'
export { parseGenerateInput } from './schema/parse-generate-input.ts'
export { type FixedRatio, type PixelSize, pixelSize } from './schema/pixel-size.ts'
export { readTask, type TaskFailure, type TaskOutput, type TaskSnapshot, taskSchema } from './schema/task.ts'
export { type TaskPage, taskPageSchema } from './schema/task-page.ts'
export { isLoopbackHost } from './schema/url.ts'
export { advance, taskTransitions } from './task-state/advance.ts'
export { type GenerationResult, idle, type TaskEvent, type TaskState } from './task-state/state.ts'
export { isTerminal, taskStatuses } from './task-state/status.ts'
export type { AttemptEnd, AttemptStart, Trace } from './trace.ts'
export {
  type FailureReason,
  type Transport,
  TransportFailure,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts'
export { type PollOptions, pollWatch } from './watch/poll-watch.ts'
export { sharedWatch } from './watch/shared/shared-watch.ts'
export type {
  CreateWatch,
  EstimatedTask,
  Follower,
  TaskEstimate,
  WantedFor,
  Watch,
  WatchedTask,
  WatchTools,
} from './watch/watch.ts'
