import { expect, it } from 'vitest'
import { at, eventually, inBrowser } from './in-browser.ts'

const { visit: setup } = inBrowser()

it('makes one task of a double click and a reload in mid-flight, and the picture arrives', async () => {
  const { page, problems, posts, billed, pass } = await setup({ clock: 'virtual' })
  await at(page, 'prompt').fill('A red fox in the snow')
  await at(page, 'generate').dblclick()
  await eventually(() => expect(at(page, 'status').textContent()).resolves.toContain('queued'))
  await page.reload()
  await eventually(() => expect(at(page, 'status').textContent()).resolves.toContain('queued'))
  await pass()
  await at(page, 'picture').waitFor()

  expect(posts).toHaveLength(1)
  expect(billed()).toBe(1)
  expect(problems).toEqual([])
})

it('shows the picture again after a reload, without asking for another', async () => {
  const { page, posts, billed } = await setup()
  await at(page, 'generate').click()
  await at(page, 'picture').waitFor()
  await page.reload()
  await at(page, 'picture').waitFor()
  expect([posts.length, billed()]).toEqual([1, 1])
})

it('asks again under the same key when nobody knows what became of a request', async () => {
  const { page, billed, posts } = await setup()
  let isLost = true
  // The relay acts, and its answer gets lost on the way to the page.
  await page.route('**/api/nano-banana/tasks', async (route) => {
    const response = await route.fetch()
    return isLost ? route.abort('connectionreset') : route.fulfill({ response })
  })
  await at(page, 'generate').click()
  await at(page, 'error').waitFor({ timeout: 90_000 })
  expect(billed()).toBe(1)
  isLost = false
  await at(page, 'again').click()
  await at(page, 'picture').waitFor()
  expect(billed()).toBe(1)
  expect(posts.length).toBeGreaterThan(2)
})

it('stops waiting and picks the same task up again', async () => {
  const { page, billed, pass } = await setup({ clock: 'virtual' })
  await at(page, 'generate').click()
  await at(page, 'task-id').waitFor()
  await at(page, 'stop').click()
  await at(page, 'pick-up').click()
  await at(page, 'stop').waitFor()
  await pass()
  await at(page, 'picture').waitFor()
  expect(billed()).toBe(1)
})
