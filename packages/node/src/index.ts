export * from '@nano-banana/core'
export type { Picture, PictureType } from '@nano-banana/picture'
export { type ArchiveOptions, archiveTask } from './archive/archive-task.ts'
export { type ArchivedTask, type ArchiveManyOptions, archiveTasks, byTimeLeft } from './archive/archive-tasks.ts'
export { folderSink, type OutputSink } from './archive/output-sink.ts'
export { defaultBaseUrl } from './base-url.ts'
export type { BatchOptions, BatchScope } from './batch/batch-options.ts'
export type { SavedFile } from './batch/folder/picture-files.ts'
export type { BatchPlan } from './batch/plan/batch-plan.ts'
export { planBatch } from './batch/plan-batch.ts'
export type { BatchRow } from './batch/rows/batch-row.ts'
export type { RowProblem } from './batch/rows/check-row.ts'
export { jsonlRows } from './batch/rows/jsonl-rows.ts'
export type { BatchRows, RowSource } from './batch/rows/numbered-row.ts'
export type { BatchEvent, BatchProgress } from './batch/run/batch-events.ts'
export type { BatchReport } from './batch/run/batch-report.ts'
export type { Halt } from './batch/run/halt.ts'
export type { RowError, RowResult, RowStatus } from './batch/run/row-result.ts'
export { runBatch } from './batch/run-batch.ts'
export type { ArrivedCallback } from './callback/arrived-callback.ts'
export type { CallbackHeaders } from './callback/callback-headers.ts'
export { CallbackRejectedError, type CallbackRejection } from './callback/callback-rejected-error.ts'
export type { CallbackVerdict, VerifiedCallback, VerifyCallback } from './callback/create-verify-callback.ts'
export type { RawBody } from './callback/raw-bytes.ts'
export { verifyCallback } from './callback/verify-callback.ts'
export type { Cost, Prices } from './cost/prices.ts'
export { createNanoBanana, type NanoBananaOptions } from './create-nano-banana.ts'
export { createRelay, type NodeRelayOptions } from './create-relay.ts'
export { checkTarget } from './download/check-target.ts'
export { DownloadError, type DownloadFailure } from './download/download-error.ts'
export { type DownloadedFile, type DownloadOptions, downloadOutput } from './download/download-output.ts'
export { isPublicAddress } from './download/public-address.ts'
export { checkReadOptions, type ReadFile, type ReadOptions, readOutput } from './download/read-output.ts'
export { type SqliteJournalOptions, sqliteJournal } from './journal/sqlite/sqlite-journal.ts'
export {
  type ForwardCallbacksOptions,
  type ForwardedCallback,
  type ForwardReport,
  forwardCallbacks,
} from './listen/forward-callbacks.ts'
export { memoryOwnership, type Ownership } from './relay/ownership.ts'
export type { RelayLimits } from './relay/relay-limits.ts'
export type { Authorize, RelayOptions, RelayUploads, RelayUser } from './relay/relay-options.ts'
export type { RelayService } from './relay/tasks/service-tasks.ts'
export type { AdoptOptions } from './service/adopt.ts'
export type { CallbackContext, CallbackDoor } from './service/callback-door.ts'
export { createGenerationService, type GenerationService } from './service/create-generation-service.ts'
export {
  createJournalDoors,
  type JournalDoors,
  type JournalDoorsOptions,
  type ListOptions,
  type ServiceStats,
} from './service/journal-doors.ts'
export type {
  CallbackOptions,
  EffectContext,
  GenerationServiceOptions,
  OperationView,
} from './service/service-options.ts'
export type { SubmitOptions, Submitted } from './service/submit.ts'
export type { SweepOptions, SweepReport } from './service/sweep.ts'
export type { ServiceWaitOptions } from './service/wait.ts'
export { type NodeListener, type NodeListenerOptions, toNodeListener, type WebHandler } from './to-node-listener.ts'
export {
  type FolderUploads,
  type FolderUploadsOptions,
  folderUploads,
} from './uploads/folder/folder-uploads.ts'
export { checkReference, type PublishReferenceOptions, publishReference } from './uploads/publish-reference.ts'
export type { BodyPace } from './uploads/timely-body.ts'
export type { UploadLimits } from './uploads/upload-quota.ts'
export { createUploadRoutes, type UploadRoutes, type UploadRoutesOptions } from './uploads/upload-routes.ts'
export type { StoredUpload, Upload, UploadStore } from './uploads/upload-store.ts'
