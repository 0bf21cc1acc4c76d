import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TaskSnapshot } from '@nano-banana/core'
import { startEmulator } from '@nano-banana/emulator'
import { createNanoBanana, pollWatch } from '@nano-banana/node'
import { expect, it, onTestFinished } from 'vitest'
import { archiveTask } from '../../src/archive/archive-task.ts'
import { archiveTasks, byTimeLeft } from '../../src/archive/archive-tasks.ts'
import { folderSink, type OutputSink } from '../../src/archive/output-sink.ts'
import { DownloadError } from '../../src/download/download-error.ts'

const stages = { queued: 0, handling: 0, archiving: 0 }

async function setup() {
  const emulator = await startEmulator({ stages, quota: 0 })
  onTestFinished(emulator.close)
  const folder = await mkdtemp(join(tmpdir(), 'nano-banana-archive-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const client = createNanoBanana({
    ...{ apiKey: 'sk-test-archive', baseUrl: emulator.url, watch: pollWatch({ intervalMs: 10 }) },
  })
  const { task } = await client.generate({ prompt: 'a cat' })
  return { client, folder, task, sink: folderSink(folder, { trustedOrigins: [emulator.url] }) }
}

const expired = new DownloadError('expired', 'gone')

it('keeps a task in a folder, and does no harm when it does so twice', async () => {
  const { client, folder, task, sink } = await setup()
  await archiveTask(task, { sink, client })
  const [name = '', ...others] = await readdir(folder)
  expect([name, others]).toEqual([`${task.taskId}-1.png`, []])
  const { mtimeMs, size } = await stat(join(folder, name))
  expect(size).toBeGreaterThan(1_000)
  await archiveTask(task, { sink, client })
  expect((await stat(join(folder, name))).mtimeMs).toBe(mtimeMs)
})

it('asks once for a fresh URL where one has expired', async () => {
  const { client, task } = await setup()
  const asked: string[] = []
  const sink: OutputSink = async ({ url }) => {
    asked.push(url)
    if (asked.length === 1) throw expired
  }
  const old = { ...task, outputs: [{ url: 'https://media.example/old.png', type: 'image' }] }
  await archiveTask(old, { sink, client })
  expect(asked).toEqual(['https://media.example/old.png', task.outputs[0]?.url])
  const never: OutputSink = () => Promise.reject(expired)
  await expect(archiveTask(old, { sink: never, client })).rejects.toMatchObject({ code: 'download', reason: 'expired' })
})

it('says so when there are fewer outputs than there were', async () => {
  const { client, task } = await setup()
  const two = { ...task, outputs: [...task.outputs, { url: 'https://media.example/two.png', type: 'image' }] }
  const sink: OutputSink = ({ url }) => (url.endsWith('two.png') ? Promise.reject(expired) : Promise.resolve())
  await expect(archiveTask(two, { sink, client })).rejects.toMatchObject({ reason: 'expired', taskId: task.taskId })
})

it('does nothing for a task that failed, and passes on what is no expiry', async () => {
  const { client, task } = await setup()
  const sink: OutputSink = () => Promise.reject(new Error('the bucket is full'))
  await archiveTask({ ...task, status: 'fail', outputs: [] }, { sink, client })
  await expect(archiveTask(task, { sink, client })).rejects.toThrow('the bucket is full')
})

const expiring = (taskId: string, expiresAtMs?: number): TaskSnapshot => ({
  ...{ taskId, model: 'Nano-Banana-2', status: 'success', createdAtMs: 0 },
  outputs: [{ url: `https://media.example/${taskId}.jpg`, type: 'image', ...(expiresAtMs && { expiresAtMs }) }],
})

it('keeps many, those first that expire first, and goes on where one fails', async () => {
  const { client } = await setup()
  const tasks = [expiring('late', 300), expiring('never'), expiring('soon', 100), expiring('bad', 200)]
  expect(byTimeLeft(tasks).map(({ taskId }) => taskId)).toEqual(['soon', 'bad', 'late', 'never'])
  const names: string[] = []
  let underWay = 0
  const sink: OutputSink = async (_, name) => {
    underWay += 1
    expect(underWay).toBeLessThanOrEqual(2)
    await new Promise((resolve) => setTimeout(resolve, 5))
    underWay -= 1
    if (name.startsWith('bad')) throw new Error('no')
    names.push(name)
  }
  const failed: string[] = []
  for await (const { task, error } of archiveTasks(tasks, { sink, client, concurrency: 2 }))
    if (error) failed.push(task.taskId)
  expect(names).toEqual(['soon-1.jpg', 'late-1.jpg', 'never-1.jpg'])
  expect(failed).toEqual(['bad'])
})

it('begins no other once it is stopped', async () => {
  const { client } = await setup()
  const controller = new AbortController()
  const names: string[] = []
  const sink: OutputSink = async (_, name) => {
    names.push(name)
    controller.abort()
  }
  const tasks = [expiring('a', 1), expiring('b', 2)]
  for await (const { error } of archiveTasks(tasks, { sink, client, concurrency: 1, signal: controller.signal }))
    expect(error).toBeUndefined()
  expect(names).toEqual(['a-1.jpg'])
})

const climbs = [
  '..',
  '../..',
  '../../../../etc',
  '..\\..',
  '/',
  '//',
  '/tmp',
  'C:',
  'C:\\',
  '\\\\host\\share',
  'a/..',
  './',
]
const ends = ['/passwd', '\\passwd', '/a.png', '\\a.png', '/.ssh/authorized_keys', ':stream']
const hostileNames = [
  ...climbs.flatMap((climb) => ends.map((end) => climb + end)),
  ...[
    '',
    '.',
    '..',
    'a\0.png',
    'a\n.png',
    'a\u202egnp.exe',
    'a.png.',
    'a.png ',
    'NUL',
    'con.png',
    'com1',
    'LPT9.jpg',
    'a'.repeat(256),
  ],
]

it(`keeps nothing outside of its folder: ${hostileNames.length} hostile names`, async () => {
  const { client, folder, task, sink } = await setup()
  const before = await readdir(join(folder, '..'))
  expect(hostileNames.length).toBeGreaterThan(70)
  for (const name of hostileNames)
    await expect(archiveTask(task, { sink, client, nameOf: () => name }), name).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ field: 'name' }],
    })
  expect(await readdir(folder)).toEqual([])
  expect(
    (await readdir(join(folder, '..'))).filter((name) => !before.includes(name) && /png|passwd/.test(name)),
  ).toEqual([])
  for (const name of ['a.png', '.hidden', '..a', 'ein Bär.jpg', '熊.webp'])
    await archiveTask(task, { sink, client, nameOf: () => name })
  expect((await readdir(folder)).sort()).toEqual(['..a', '.hidden', 'a.png', 'ein Bär.jpg', '熊.webp'])
})
