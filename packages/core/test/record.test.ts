import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JournalError, type Operation, operationStates, readRecord, recordVersion, writeRecord } from '../src/index.ts'

const operation: Operation = {
  operationId: 'order-7',
  state: 'accepted',
  revision: 2,
  dueAtMs: null,
  createdAtMs: 1_000,
  token: 'token-7',
  idempotencyKey: 'key-7',
  keyUsedAtMs: 1_000,
  body: '{"prompt":"a cat"}',
  taskId: 'tk-7',
  failures: 0,
}

const text = fc.string({ unit: 'binary' })
const anyOperation: fc.Arbitrary<Operation> = fc.record(
  {
    operationId: text,
    state: fc.constantFrom(...operationStates),
    revision: fc.nat(),
    dueAtMs: fc.option(fc.nat()),
    createdAtMs: fc.nat(),
    owner: text,
    metadata: fc.jsonValue({ stringUnit: 'binary' }),
    token: text,
    idempotencyKey: text,
    keyUsedAtMs: fc.nat(),
    body: text,
    taskId: text,
    failures: fc.nat(),
    isCommitted: fc.boolean(),
  },
  {
    requiredKeys: [
      'operationId',
      'state',
      'revision',
      'dueAtMs',
      'createdAtMs',
      'token',
      'idempotencyKey',
      'keyUsedAtMs',
      'body',
      'failures',
    ],
  },
)

it('reads back what it wrote, on one line, whatever is in it', () => {
  fc.assert(
    fc.property(anyOperation, (written) => {
      const line = writeRecord(written)
      expect(line).not.toMatch(/[\n\r\0]|\p{Surrogate}/u)
      expect(readRecord(line, 'here')).toEqual(JSON.parse(JSON.stringify(written)))
    }),
    { seed: 20_260_101 },
  )
})

it('reads what version 1 wrote', () => {
  const line =
    '{"version":1,"operationId":"order-7","state":"accepted","revision":2,"dueAtMs":null,"createdAtMs":1000,"token":"token-7","idempotencyKey":"key-7","keyUsedAtMs":1000,"body":"{\\"prompt\\":\\"a cat\\"}","taskId":"tk-7","failures":0}'
  expect(recordVersion).toBe(1)
  expect(writeRecord(operation)).toBe(line)
  expect(readRecord(line, 'here')).toEqual(operation)
})

describe('refuses', () => {
  const line = JSON.parse(writeRecord(operation))

  it.each([
    ['half a line', writeRecord(operation).slice(0, 50), 'the whole'],
    ['nothing', '', 'the whole'],
    ['something else', '[]', 'the whole'],
    ['no version', JSON.stringify(operation), 'version'],
    ['a state that there is none of', JSON.stringify({ ...line, state: 'done' }), 'state'],
    ['a key that is a number', JSON.stringify({ ...line, idempotencyKey: 7 }), 'idempotencyKey'],
    ['half a revision', JSON.stringify({ ...line, revision: 1.5 }), 'revision'],
  ])('%s, and says where', (_, record, field) => {
    expect(() => readRecord(record, 'Operation order-7')).toThrow(
      expect.objectContaining({ reason: 'corrupt', message: expect.stringMatching(`Operation order-7.*${field}`) }),
    )
  })

  it('what a later version wrote', () => {
    const record = JSON.stringify({ ...line, version: recordVersion + 1 })
    expect(() => readRecord(record, 'Operation order-7')).toThrow(
      expect.objectContaining({ reason: 'newer', message: expect.stringContaining('update first') }),
    )
  })

  it('to write what is no JSON', () => {
    const write = (): string => writeRecord({ ...operation, metadata: { price: 7n } })
    expect(write).toThrow(JournalError)
    expect(write).toThrow(/order-7.*plain JSON/)
  })
})
