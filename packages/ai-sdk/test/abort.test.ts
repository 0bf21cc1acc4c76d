import { ImagesError } from '@nano-banana/ai-sdk'
import { generateImage } from 'ai'
import { expect, it, vi } from 'vitest'
import { setupProvider } from './setup-provider.ts'

const endless = { stages: { queued: Number.POSITIVE_INFINITY } }

it('sends nothing when it was aborted before', async () => {
  const { model, requests } = await setupProvider()
  const wish = { model, prompt: 'a fox', abortSignal: AbortSignal.abort('never mind') }
  await expect(generateImage(wish)).rejects.toMatchObject({
    name: 'AbortError',
    outcome: 'not_sent',
    cause: 'never mind',
  })
  expect(requests).toEqual([])
})

it('stops waiting, sends nothing more, and tells the task that goes on', async () => {
  const { model, calls, billed, requests } = await setupProvider(endless)
  const caller = new AbortController()
  const running = generateImage({ model, prompt: 'a fox', abortSignal: caller.signal })
  await vi.waitFor(() => expect(requests.length).toBeGreaterThan(2))
  caller.abort('enough')
  const sent = requests.length
  const [{ taskId } = { taskId: '' }] = billed()
  await expect(running).rejects.toMatchObject({ name: 'AbortError', code: 'aborted', outcome: 'accepted', taskId })
  expect(requests).toHaveLength(sent)
  expect(calls).toHaveBeenCalledOnce()
})

it('names every task that goes on where several are under way', async () => {
  const { model, billed, requests } = await setupProvider(endless)
  const caller = new AbortController()
  const running = generateImage({ model, prompt: 'a fox', n: 2, abortSignal: caller.signal })
  const failed = running.catch((error: unknown) => error)
  await vi.waitFor(() => expect(new Set(requests.filter((request) => request.startsWith('GET'))).size).toBe(2))
  caller.abort()
  const error = await failed
  expect(error).toMatchObject({ name: 'AbortError', code: 'images', outcome: 'accepted' })
  const taskIds = error instanceof ImagesError ? error.errors.map(({ taskId }) => taskId) : []
  expect(taskIds.toSorted()).toEqual(
    billed()
      .map(({ taskId }) => taskId)
      .toSorted(),
  )
})

it('stops a download, of a task that is paid', async () => {
  const caller = new AbortController()
  // The pause before the second attempt is being chosen.
  const random = (): number => {
    caller.abort('enough')
    return 0
  }
  const { model, emulator, billed, calls } = await setupProvider({}, { random })
  emulator.faults.add({ on: 'output', fault: { kind: 'drop_before' } })
  const running = generateImage({ model, prompt: 'a fox', abortSignal: caller.signal })
  const facts = {
    name: 'AbortError',
    phase: 'download',
    outcome: 'accepted',
    taskId: expect.any(String),
    cause: 'enough',
  }
  await expect(running).rejects.toMatchObject(facts)
  expect(billed()).toHaveLength(1)
  expect(calls).toHaveBeenCalledOnce()
})
