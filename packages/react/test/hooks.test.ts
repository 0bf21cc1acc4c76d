// @vitest-environment jsdom

import { createClient, type OperationStore, pollWatch, type StoredOperation } from '@nano-banana/core'
import { createEmulator, type EmulatorOptions } from '@nano-banana/emulator'
import { NanoBananaProvider, useNanoBanana, useTask } from '@nano-banana/react'
import { renderHook } from '@testing-library/react'
import { createElement, type ReactNode, useEffect } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false })

const Page = () => createElement('p', null, useNanoBanana({ slot: 'a' }).state.phase, useTask('tk-1').phase)

function setup(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ stages: { queued: 20, handling: 20, archiving: 20 }, quota: 0, ...options })
  const kept = new Map<string, StoredOperation>()
  const operations: OperationStore = {
    load: (slot) => kept.get(slot),
    save: (slot, operation) => void kept.set(slot, operation),
    remove: (slot) => void kept.delete(slot),
  }
  const posts: string[] = []
  const client = createClient({
    transport: (request) => {
      if (request.method === 'POST') posts.push(request.headers['idempotency-key'] ?? '')
      return emulator.transport(request)
    },
    watch: pollWatch({ intervalMs: 10 }),
    operations,
  })
  const wrapper = ({ children }: { readonly children: ReactNode }) =>
    createElement(NanoBananaProvider, { client }, children)
  const render = <Result>(hook: () => Result) => renderHook(hook, { wrapper, reactStrictMode: true })
  return { render, client, emulator, posts, wrapper }
}

it('makes one picture of a double click under StrictMode, and shows each step', async () => {
  const { render, emulator, posts } = setup()
  const phases: string[] = []
  const { result } = render(() => {
    const slot = useNanoBanana()
    const { state } = slot
    phases.push(state.phase === 'waiting' ? state.status : state.phase)
    return slot
  })
  result.current.generate({ prompt: 'a cat' })
  result.current.generate({ prompt: 'a cat' })
  await vi.waitFor(() => expect(result.current.state.phase).toBe('succeeded'))

  expect(posts).toHaveLength(1)
  expect(emulator.ledger.entries()).toHaveLength(1)
  expect([...new Set(phases)]).toEqual(['idle', 'submitting', 'queued', 'handling', 'archiving', 'succeeded'])
})

it('finds its task again after a reload in mid-flight, without another request to pay for', async () => {
  const { render, emulator, posts } = setup({ stages: { queued: 200, handling: 0, archiving: 0 } })
  const before = render(() => useNanoBanana({ slot: 'a' }))
  before.result.current.generate({ prompt: 'a cat' })
  await vi.waitFor(() => expect(before.result.current.state.phase).toBe('waiting'))
  before.unmount()

  const after = render(() => useNanoBanana({ slot: 'a' }))
  await vi.waitFor(() => expect(after.result.current.state.phase).toBe('succeeded'))
  expect(posts).toHaveLength(1)
  expect(emulator.ledger.entries()).toHaveLength(1)
})

it('stops waiting when it is unmounted', async () => {
  const { render, emulator } = setup({ stages: { queued: 60_000, handling: 0, archiving: 0 } })
  const { result, unmount } = render(() => useNanoBanana())
  const running = result.current.generateAsync({ prompt: 'a cat' })
  await vi.waitFor(() => expect(result.current.state.phase).toBe('waiting'))
  unmount()
  await expect(running).rejects.toMatchObject({ code: 'aborted', outcome: 'accepted' })
  expect(emulator.ledger.entries()).toHaveLength(1)
})

it('puts an error into the state from generate, and rejects with it from generateAsync', async () => {
  const { render } = setup()
  const { result } = render(() => useNanoBanana())
  result.current.generate({ prompt: ' ' })
  await vi.waitFor(() =>
    expect(result.current.state).toMatchObject({ phase: 'failed', error: { code: 'invalid_input', field: 'prompt' } }),
  )
  await expect(result.current.generateAsync({ prompt: '' })).rejects.toMatchObject({ field: 'prompt' })
  result.current.reset()
  await vi.waitFor(() => expect(result.current.state).toEqual({ phase: 'idle' }))
})

it('has actions that never change', async () => {
  const { render } = setup()
  const { result, rerender } = render(() => useNanoBanana())
  const { state: _, isRunning: __, ...first } = result.current
  rerender()
  result.current.generate({ prompt: 'a cat' })
  await vi.waitFor(() => expect(result.current.state.phase).toBe('succeeded'))
  for (const [name, action] of Object.entries(first)) expect(Reflect.get(result.current, name)).toBe(action)
})

it('follows a task made elsewhere, and stops following it when the id goes', async () => {
  const { render, client } = setup()
  const { taskId } = await client.tasks.create({ model: 'Nano-Banana-2', input: { prompt: 'a cat' } })
  let id: string | undefined = taskId
  const { result, rerender } = render(() => useTask(id))
  await vi.waitFor(() => expect(result.current).toMatchObject({ phase: 'succeeded', taskId }))
  id = undefined
  rerender()
  await vi.waitFor(() => expect(result.current).toEqual({ phase: 'idle' }))
})

it('renders on a server as idle, and sends nothing', () => {
  const { wrapper, posts } = setup()
  expect(renderToString(createElement(wrapper, null, createElement(Page)))).toBe('<p>idle<!-- -->idle</p>')
  expect(posts).toEqual([])
})

it('says what is missing when there is no provider', () => {
  expect(() => renderToString(createElement(Page))).toThrow(/Wrap the app in <NanoBananaProvider/)
})

it('starts the next picture from an effect that sees the last one succeed', async () => {
  const { render, emulator } = setup()
  const { result } = render(() => {
    const slot = useNanoBanana()
    const isFirst = slot.state.phase === 'succeeded' && emulator.ledger.entries().length === 1
    useEffect(() => {
      if (isFirst) slot.generate({ prompt: 'two' })
    }, [isFirst, slot.generate])
    return slot
  })
  result.current.generate({ prompt: 'one' })
  await vi.waitFor(() => expect(emulator.ledger.entries()).toHaveLength(2))
  await vi.waitFor(() => expect(result.current.state.phase).toBe('succeeded'))
})

it('never shows one task under the id of another', async () => {
  const { render, client } = setup({ stages: { queued: 0, handling: 0, archiving: 0 } })
  const create = async () => (await client.tasks.create({ model: 'Nano-Banana-2', input: { prompt: 'a' } })).taskId
  const [a, b] = [await create(), await create()]
  let id = a
  const seen: string[] = []
  const { result, rerender } = render(() => {
    const state = useTask(id)
    if ('taskId' in state) seen.push(`${id === state.taskId}`)
    return state
  })
  await vi.waitFor(() => expect(result.current).toMatchObject({ phase: 'succeeded', taskId: a }))
  id = b
  rerender()
  await vi.waitFor(() => expect(result.current).toMatchObject({ phase: 'succeeded', taskId: b }))
  expect(new Set(seen)).toEqual(new Set(['true']))
})
