import { expect, it } from 'vitest'
import { createInbox } from '../src/watch/shared/inbox.ts'
import { snapshot } from './wire.ts'

function setupInbox() {
  let closings = 0
  const inbox = createInbox(() => {
    closings += 1
  })
  return { inbox, closings: () => closings }
}

const [handling, archiving] = [snapshot('handling'), snapshot('archiving')]

it('keeps what nobody has read yet, in its order', async () => {
  const { inbox } = setupInbox()
  inbox.put(handling)
  inbox.put(archiving)
  expect([await inbox.next(), await inbox.next()]).toEqual([
    { value: handling, done: false },
    { value: archiving, done: false },
  ])
})

it('gives it at once to whoever waits for it, and only once', async () => {
  const { inbox } = setupInbox()
  const waiting = inbox.next()
  inbox.put(handling)
  inbox.put(archiving)
  expect([(await waiting).value, (await inbox.next()).value]).toEqual([handling, archiving])
})

it('fails whoever waits', async () => {
  const { inbox, closings } = setupInbox()
  const waiting = inbox.next()
  inbox.fail('gone')
  await expect(waiting).rejects.toBe('gone')
  expect(closings()).toBe(1)
})

it('tells all that was put before it tells of the failure, and nothing that comes after', async () => {
  const { inbox } = setupInbox()
  inbox.put(handling)
  inbox.fail('gone')
  inbox.put(archiving)
  inbox.fail('gone again')
  expect(await inbox.next()).toEqual({ value: handling, done: false })
  await expect(inbox.next()).rejects.toBe('gone')
  await expect(inbox.next()).rejects.toBe('gone')
})

it('is closed once, however it ends', async () => {
  const { inbox, closings } = setupInbox()
  inbox.put(handling)
  for await (const task of inbox) if (task === handling) break
  inbox.fail('too late')
  await inbox.return?.()
  expect(closings()).toBe(1)
})
