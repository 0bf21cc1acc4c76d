import { expectTypeOf, it } from 'vitest'
import type {
  AbortedError,
  AnyNanoBananaError,
  ApiError,
  AspectRatio,
  CallOptions,
  Client,
  ClientOptions,
  ConnectionError,
  CreateResult,
  DeadlineError,
  GenerateInput,
  GenerateOptions,
  Generation,
  GenerationResult,
  InternalError,
  InvalidInputError,
  Outcome,
  OutputFormat,
  Resolution,
  TaskFailedError,
  TaskOutput,
  TaskPage,
  TaskSnapshot,
  TaskState,
  Transport,
  UnexpectedResponseError,
} from '../src/index.ts'
import { aspectRatios, createClient, isNanoBananaError, parseGenerateInput, taskSchema } from '../src/index.ts'

declare const client: Client

it('choices are literals', () => {
  expectTypeOf<Resolution>().toEqualTypeOf<'1K' | '2K' | '4K'>()
  expectTypeOf<OutputFormat>().toEqualTypeOf<'png' | 'jpg'>()
  expectTypeOf<AspectRatio>().toEqualTypeOf<(typeof aspectRatios)[number]>()
  expectTypeOf<'16:9'>().toExtend<AspectRatio>()
  expectTypeOf<'16x9'>().not.toExtend<AspectRatio>()
  expectTypeOf(aspectRatios.length).toEqualTypeOf<15>()
})

it('the input needs a prompt only', () => {
  expectTypeOf<{ prompt: string }>().toExtend<GenerateInput>()
  expectTypeOf<Record<never, never>>().not.toExtend<GenerateInput>()
  expectTypeOf<GenerateInput['aspect_ratio']>().toEqualTypeOf<AspectRatio | undefined>()
  expectTypeOf<GenerateInput['resolution']>().toEqualTypeOf<Resolution | undefined>()
  expectTypeOf<GenerateInput['output_format']>().toEqualTypeOf<OutputFormat | undefined>()
  expectTypeOf<GenerateInput['image_input']>().toEqualTypeOf<string[] | undefined>()
  // @ts-expect-error: the wire's names, not camel case
  client.generate({ prompt: 'a cat', aspectRatio: '1:1' })
  // @ts-expect-error: callback is an option, not a part of the input
  client.generate({ prompt: 'a cat', callback: { url: 'https://example.com' } })
})

it('what is parsed has every default filled in', () => {
  expectTypeOf(parseGenerateInput).returns.toEqualTypeOf<{
    prompt: string
    image_input: string[]
    aspect_ratio: AspectRatio
    resolution: Resolution
    output_format: OutputFormat
  }>()
  expectTypeOf(taskSchema.parse({})).toEqualTypeOf<TaskSnapshot>()
})

it('the client has its fixed shape, which may grow', () => {
  expectTypeOf(createClient).toEqualTypeOf<(options: ClientOptions) => Client>()
  expectTypeOf<{ transport: Transport }>().toExtend<ClientOptions>()
  expectTypeOf<Record<never, never>>().not.toExtend<ClientOptions>()
  expectTypeOf<'tasks' | 'generate' | 'wait' | 'watch' | 'createGeneration'>().toExtend<keyof Client>()
  expectTypeOf<'create' | 'get' | 'list'>().toExtend<keyof Client['tasks']>()
  expectTypeOf(client.generate).parameters.toEqualTypeOf<
    [input: GenerateInput, options?: GenerateOptions | undefined]
  >()
  expectTypeOf(client.generate).returns.toEqualTypeOf<Promise<GenerationResult>>()
  expectTypeOf(client.wait).returns.toEqualTypeOf<Promise<GenerationResult>>()
  expectTypeOf(client.watch).toEqualTypeOf<(taskId: string, options?: CallOptions) => AsyncIterable<TaskSnapshot>>()
  expectTypeOf(client.tasks.create).returns.resolves.toEqualTypeOf<CreateResult>()
  expectTypeOf(client.tasks.get).returns.resolves.toEqualTypeOf<TaskSnapshot>()
  expectTypeOf(client.tasks.list).returns.resolves.toEqualTypeOf<TaskPage>()
  expectTypeOf(client.createGeneration).returns.toEqualTypeOf<Generation>()
  expectTypeOf<'get' | 'subscribe' | 'run' | 'abort' | 'reset'>().toExtend<keyof Generation>()
})

it('a key may be given, left to the client, or refused', () => {
  expectTypeOf<GenerateOptions['idempotencyKey']>().toEqualTypeOf<string | false | undefined>()
  // @ts-expect-error: `true` says nothing
  client.generate({ prompt: 'a cat' }, { idempotencyKey: true })
})

it('a switch over the code is exhaustive, and narrows', () => {
  const describe = (error: AnyNanoBananaError): string | number => {
    switch (error.code) {
      case 'invalid_input':
        expectTypeOf(error).toEqualTypeOf<InvalidInputError>()
        return error.field
      case 'connection':
        expectTypeOf(error).toEqualTypeOf<ConnectionError>()
        return error.reason
      case 'api':
        expectTypeOf(error).toEqualTypeOf<ApiError>()
        return error.status
      case 'unexpected_response':
        expectTypeOf(error).toEqualTypeOf<UnexpectedResponseError>()
        return error.reason
      case 'task_failed':
        expectTypeOf(error).toEqualTypeOf<TaskFailedError>()
        return error.task.taskId
      case 'deadline':
        expectTypeOf(error).toEqualTypeOf<DeadlineError>()
        return error.deadlineMs
      case 'aborted':
        expectTypeOf(error).toEqualTypeOf<AbortedError>()
        return error.name
      case 'internal':
        expectTypeOf(error).toEqualTypeOf<InternalError>()
        return error.message
    }
  }
  expectTypeOf(describe).returns.toEqualTypeOf<string | number>()
  expectTypeOf<AnyNanoBananaError['outcome']>().toEqualTypeOf<Outcome>()
  expectTypeOf<Outcome>().toEqualTypeOf<'not_sent' | 'rejected' | 'accepted' | 'unknown'>()
})

it('a guard makes an SDK error of an unknown one', () => {
  const error: unknown = undefined
  if (isNanoBananaError(error)) expectTypeOf(error).toEqualTypeOf<AnyNanoBananaError>()
})

it('a state narrows by its phase', () => {
  const show = (state: TaskState): string => {
    switch (state.phase) {
      case 'idle':
      case 'submitting':
        expectTypeOf(state).not.toHaveProperty('taskId')
        return ''
      case 'waiting':
        expectTypeOf(state.taskId).toEqualTypeOf<string>()
        return state.status
      case 'succeeded':
        expectTypeOf(state.outputs).toEqualTypeOf<readonly TaskOutput[]>()
        expectTypeOf(state).toExtend<GenerationResult>()
        return state.taskId
      case 'failed':
        expectTypeOf(state.error).toEqualTypeOf<AnyNanoBananaError>()
        expectTypeOf(state.taskId).toEqualTypeOf<string | undefined>()
        return state.error.code
      case 'aborted':
        expectTypeOf(state.error).toEqualTypeOf<AbortedError>()
        return state.error.name
    }
  }
  expectTypeOf(show).parameter(0).toEqualTypeOf<TaskState>()
})

it('what is told is read only', () => {
  expectTypeOf<TaskSnapshot['outputs']>().toEqualTypeOf<readonly TaskOutput[]>()
  // @ts-expect-error: a snapshot is what was said at one moment
  const rename = (task: TaskSnapshot) => (task.status = 'success')
  expectTypeOf(rename).toBeFunction()
})
