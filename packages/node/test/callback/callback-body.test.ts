import { expect, it } from 'vitest'
import { verifyCallback } from '../../src/callback/verify-callback.ts'
import { headersFor, nowMs, secret, taskId, wireTask } from './genuine-callback.ts'

/** What becomes of a body that HiAPI signed, and of the same one unsigned: it must be the same. */
async function read(body: string | Uint8Array) {
  const callback = { body, secrets: secret, nowMs, allowUnsigned: true }
  const [signed, unsigned] = await Promise.all(
    [headersFor(body), {}].map((headers) =>
      verifyCallback({ ...callback, headers }).then(
        ({ task }) => task,
        (error) => `${error.code}: ${error.reason}`,
      ),
    ),
  )
  expect(unsigned).toEqual(signed)
  return signed
}

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

it.each([
  ['nothing', ''],
  ['no JSON', 'taskId=tk-1'],
  ['JSON that breaks off', wireTask().slice(0, -1)],
  ['two values', `${wireTask()}${wireTask()}`],
  ['NaN', '{"taskId":"tk-1","status":"success","created":NaN}'],
  [
    'half a character',
    Buffer.from([...Buffer.from('{"taskId":"tk-1","status":"success","model":"'), 0xc3, 0x22, 0x7d]),
  ],
  ['65 levels', `{"taskId":"tk-1","status":"success","deep":${nested(64)}}`],
  ['10 000 levels', `{"taskId":"tk-1","status":"success","deep":${nested(10_000)}}`],
  ['10 000 levels that never end', '{"a":'.repeat(10_000)],
  ['half a million levels', '['.repeat(500_000)],
  ['more than 1 MiB', `${wireTask()}${' '.repeat(1024 * 1024)}`],
])('rejects %s', async (_, body) => {
  expect(await read(body)).toBe('callback_rejected: body')
})

it.each([
  ['null', 'null'],
  ['text', '"success"'],
  ['a list', `[${wireTask()}]`],
  ['an envelope', `{"code":200,"data":${wireTask()}}`],
  ['a task that runs', wireTask({ status: 'handling' })],
  ['a task in a status of later times', wireTask({ status: 'cancelled' })],
  ['a status in capitals', wireTask({ status: 'SUCCESS' })],
  ['a status as a list', wireTask({ status: ['success'] })],
  ['no id', wireTask({ taskId: undefined })],
  ['an empty id', wireTask({ taskId: '' })],
  ['an id that is a path', wireTask({ taskId: '../x' })],
  ['an id of dots', wireTask({ taskId: '..' })],
  ['an id with a zero byte', wireTask({ taskId: 'tk-1\0' })],
  ['an id with a line break', wireTask({ taskId: 'tk-1\n' })],
  ['an id of 10 kB', wireTask({ taskId: 'x'.repeat(10_000) })],
  ['an id that is a number', wireTask({ taskId: 7 })],
  ['a date beyond all dates', wireTask().replace('1767225600', '1e400')],
  ['an end beyond all dates', wireTask().replace('1767225612', '1e300')],
  ['an expiry beyond all dates', wireTask().replace('1767830400', '1e400')],
])('rejects %s', async (_, body) => {
  expect(await read(body)).toBe('callback_rejected: task')
})

it('takes what a later service may add or leave out', async () => {
  const bare = { model: '', createdAtMs: 0, outputs: [] }
  expect(await read('{"taskId":"tk-1","status":"success"}')).toEqual({ taskId: 'tk-1', status: 'success', ...bare })
  expect(await read('{"taskId":"TK~1.a_b","status":"fail","more":{"a":[1e400]}}')).toMatchObject({ status: 'fail' })
  expect(await read(`{"taskId":"tk-1","status":"success","deep":${nested(63)}}`)).toMatchObject({ taskId: 'tk-1' })
})

it('does not take brackets within text for levels', async () => {
  const prompt = `\\"[${'[{'.repeat(100)}\\`
  expect(await read(wireTask({ prompt }))).toMatchObject({ taskId })
  expect(await read(wireTask({ prompt, deep: JSON.parse(nested(64)) }))).toBe('callback_rejected: body')
})

it('takes many brackets side by side', async () => {
  expect(await read(wireTask({ wide: Array(1_000).fill([{}]) }))).toMatchObject({ taskId })
})

it('writes to no prototype, and takes the last of two equal keys', async () => {
  const polluting = `{"__proto__":{"taskId":"tk-2","isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"output":[{"__proto__":{"url":"https://x.example"}}],${wireTask().slice(1)}`
  expect(await read(polluting)).toMatchObject({ taskId, outputs: [{ url: 'https://cdn.example.com/a.png' }] })
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
  expect(await read('{"__proto__":{"taskId":"tk-2","status":"success"}}')).toBe('callback_rejected: task')
  expect(await read(wireTask().replace('{', '{"taskId":"tk-first",'))).toMatchObject({ taskId })
})
