import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, type GenerationService, InvalidInputError, type OperationView } from '@nano-banana/node'

/** What a journaled client is made of. */
export interface JournaledClientTools {
  readonly client: Client
  readonly service: GenerationService
  /** Whose wish it is that is being asked for. */
  readonly owner: () => string | undefined
}

const longestWaitMs = 8_000
const pauseMs = 50

/** A client whose tasks are written down before they are paid for, so that a killed server takes them up again. */
export function journaledClient({ client, service, owner }: JournaledClientTools): Client {
  /** Waits until a wish has a task that the service told of: it may be sent again meanwhile, by the next sweep. */
  async function taskOf(operationId: string): Promise<string> {
    for (let waitedMs = 0; waitedMs < longestWaitMs; waitedMs += pauseMs) {
      const operation: OperationView | undefined = await service.get(operationId)
      if (operation?.taskId !== undefined) return operation.taskId
      if (operation?.state === 'parked') break
      await sleep(pauseMs)
    }
    // The page asks again, under the same name: nothing is paid twice.
    throw new Error('Nobody has told yet what became of the request')
  }

  return {
    ...client,
    tasks: {
      ...client.tasks,
      async create(request, { idempotencyKey } = {}) {
        if (typeof request === 'string' || !idempotencyKey)
          throw new InvalidInputError([{ field: 'idempotencyKey', message: 'must name the wish that is written down' }])
        const asked = owner()
        const { taskId, isNew, differs } = await service.submit(request.input, {
          operationId: idempotencyKey,
          ...(asked !== undefined && { owner: asked }),
        })
        if (differs)
          throw new InvalidInputError([{ field: 'Idempotency-Key', message: 'stands for another wish already' }])
        return { taskId: taskId ?? (await taskOf(idempotencyKey)), replayed: !isNew, idempotencyKey }
      },
    },
  }
}
