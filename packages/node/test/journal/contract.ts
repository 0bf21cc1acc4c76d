import type { Effect, Journal, Operation, OperationQuery } from '@nano-banana/core'
import { describe, expect, it } from 'vitest'
import { after, anOperation } from './an-operation.ts'

/** A journal that knows nothing yet, and what its effects do. */
export interface Ground<Tx> {
  readonly journal: Journal<Tx>
  /** An effect that leaves a mark in the journal's transaction, and then throws the error, if there is one. */
  readonly mark: (text: string, error?: Error) => Effect<Tx>
  /** The marks that are there to stay. */
  readonly marks: () => Promise<readonly string[]>
  /** Another journal over the same operations. One in memory has none. */
  readonly another?: () => Journal<Tx>
}

/** What every journal must do. */
export function itKeepsTheContract<Tx>(setup: () => Promise<Ground<Tx>>): void {
  describe('insert', () => {
    it('stores an operation, and gives what it stored', async () => {
      const { journal } = await setup()
      const operation = anOperation({ owner: 'Zoë', metadata: { order: 7 } })
      expect(await journal.insert(operation)).toEqual(operation)
      expect(await journal.get(operation.operationId)).toEqual(operation)
      expect(await journal.get('another')).toBeUndefined()
    })

    it('gives what is stored when the id is taken, and changes nothing', async () => {
      const { journal } = await setup()
      const first = await journal.insert(anOperation())
      const second = anOperation({ operationId: first.operationId, body: 'another', token: 'another' })
      expect(await journal.insert(second)).toEqual(first)
      expect(await journal.getByToken('another')).toBeUndefined()
      expect(await journal.count()).toMatchObject({ intended: 1 })
    })

    it('gives the operation that holds its task, and changes nothing', async () => {
      const { journal } = await setup()
      const holder = await journal.insert(anOperation({ taskId: 'tk-1' }))
      expect(await journal.insert(anOperation({ operationId: 'late', taskId: 'tk-1' }))).toEqual(holder)
      const named = await journal.insert(anOperation({ operationId: 'named' }))
      expect(await journal.insert(anOperation({ operationId: 'named', taskId: 'tk-1' }))).toEqual(named)
      expect(await journal.get('late')).toBeUndefined()
    })

    it('of one task, fifty times at once, stores one', async () => {
      const { journal, another } = await setup()
      const other = another?.() ?? journal
      const stored = await Promise.all(
        Array.from({ length: 50 }, (_, nth) => (nth % 2 ? journal : other).insert(anOperation({ taskId: 'tk-1' }))),
      )
      expect(new Set(stored.map(({ operationId }) => operationId)).size).toBe(1)
      expect(await journal.list()).toEqual([stored[0]])
    })

    it('of one id, fifty times at once, stores one', async () => {
      const { journal, another } = await setup()
      const other = another?.() ?? journal
      const stored = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 ? journal : other).insert(anOperation({ operationId: 'one', body: `${index}` })),
        ),
      )
      expect(new Set(stored.map(({ body }) => body)).size).toBe(1)
      expect(await journal.get('one')).toEqual(stored[0])
    })

    it('takes no notice of what becomes of the object afterwards', async () => {
      const { journal } = await setup()
      const metadata = { order: 1 }
      const inserting = journal.insert(anOperation({ operationId: 'mine', metadata }))
      metadata.order = 2
      await inserting
      expect(await journal.get('mine')).toMatchObject({ metadata: { order: 1 } })
    })

    it.each<[string, Partial<Operation>]>([
      ['metadata with a big integer', { metadata: 1n }],
      ['metadata in a circle', { metadata: circle() }],
      ['no time of creation', { createdAtMs: Number.NaN }],
      ['half a revision', { revision: 1.5 }],
    ])('refuses what it could not give back: %s', async (_, facts) => {
      const { journal } = await setup()
      const refused = { name: 'JournalError', reason: 'corrupt', message: expect.stringContaining('odd one') }
      await expect(journal.insert(anOperation({ operationId: 'odd one', ...facts }))).rejects.toMatchObject(refused)
      expect(await journal.list()).toEqual([])
    })
  })

  describe('replace', () => {
    it('writes the next revision, and its effect', async () => {
      const { journal, mark, marks } = await setup()
      const first = await journal.insert(anOperation())
      const next = after(first, { state: 'accepted', taskId: 'tk-1' })
      expect(await journal.replace(next, mark('accepted'))).toBe(true)
      expect(await journal.get(first.operationId)).toEqual(next)
      expect(await marks()).toEqual(['accepted'])
    })

    it('of an old revision, or of nothing, writes nothing and has no effect', async () => {
      const { journal, mark, marks } = await setup()
      const first = await journal.insert(anOperation())
      await journal.replace(after(first, { body: 'won' }))
      expect(await journal.replace(after(first, { body: 'lost' }), mark('lost'))).toBe(false)
      expect(await journal.replace(after(first, { revision: 9 }), mark('lost'))).toBe(false)
      expect(await journal.replace(after(anOperation()), mark('lost'))).toBe(false)
      expect(await journal.get(first.operationId)).toMatchObject({ revision: 2, body: 'won' })
      expect(await marks()).toEqual([])
    })

    it('refuses a task that another operation holds: nothing is written, and no effect', async () => {
      const { journal, mark, marks, another } = await setup()
      const other = another?.() ?? journal
      const [first, second] = [await journal.insert(anOperation()), await journal.insert(anOperation())]
      const race = await Promise.allSettled([
        journal.replace(after(first, { taskId: 'tk-1' }), mark('won')),
        other.replace(after(second, { taskId: 'tk-1' }), mark('won')),
      ])
      expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(race.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { name: 'JournalError', reason: 'task_taken', retryable: false },
      })
      expect(await marks()).toEqual(['won'])
      expect(await journal.count()).toMatchObject({ intended: 2 })
      const holder = await journal.getByTask('tk-1')
      const loser = holder?.operationId === first.operationId ? second : first
      expect(await journal.get(loser.operationId)).toEqual(loser)
      expect(await journal.replace(after(loser, { taskId: 'tk-2' }))).toBe(true)
    })

    it('of one revision, fifty times at once, has one winner and one effect', async () => {
      const { journal, mark, marks, another } = await setup()
      const other = another?.() ?? journal
      const first = await journal.insert(anOperation())
      const race = Array.from({ length: 50 }, (_, index) =>
        (index % 2 ? journal : other).replace(after(first, { body: `${index}` }), mark(`${index}`)),
      )
      const winners = (await Promise.all(race)).flatMap((hasWon, index) => (hasWon ? [`${index}`] : []))
      expect(winners).toHaveLength(1)
      expect(await marks()).toEqual(winners)
      expect(await journal.get(first.operationId)).toMatchObject({ revision: 2, body: winners[0] })
    })

    it('is taken back when its effect throws, alone, and can be tried again', async () => {
      const { journal, mark, marks } = await setup()
      const [first, bystander] = [await journal.insert(anOperation()), await journal.insert(anOperation())]
      const refusal = new Error('out of stock')
      const [taken, kept] = await Promise.allSettled([
        journal.replace(after(first), mark('half', refusal)),
        journal.replace(after(bystander), mark('whole')),
      ])
      expect([taken, kept]).toEqual([
        { status: 'rejected', reason: refusal },
        { status: 'fulfilled', value: true },
      ])
      expect(await journal.get(first.operationId)).toEqual(first)
      expect(await marks()).toEqual(['whole'])
      expect(await journal.replace(after(first), mark('second'))).toBe(true)
    })

    it('that could not be read back has no effect', async () => {
      const { journal, mark, marks } = await setup()
      const first = await journal.insert(anOperation())
      await expect(journal.replace(after(first, { metadata: 1n }), mark('lost'))).rejects.toMatchObject({
        reason: 'corrupt',
      })
      expect([await journal.get(first.operationId), await marks()]).toEqual([first, []])
    })
  })

  describe('finds', () => {
    it('an operation by its task and by its token', async () => {
      const { journal } = await setup()
      const first = await journal.insert(anOperation())
      expect(await journal.getByTask('tk-1')).toBeUndefined()
      const next = after(first, { taskId: 'tk-1' })
      await journal.replace(next)
      expect(await journal.getByTask('tk-1')).toEqual(next)
      expect(await journal.getByToken(first.token)).toEqual(next)
      expect(await journal.getByToken('nobody')).toBeUndefined()
    })

    it.each<[string, OperationQuery | undefined, readonly string[]]>([
      ['all', undefined, ['a', 'b', 'c', 'd', 'e']],
      ['the newest first', { first: 'newest' }, ['e', 'd', 'c', 'b', 'a']],
      ['some states', { states: ['accepted', 'parked'] }, ['b', 'e']],
      ['no state', { states: [] }, []],
      ['an owner’s', { owner: 'Zoë' }, ['a', 'c', 'd']],
      ['nobody’s', { owner: '' }, []],
      ['what is due', { dueByMs: 20 }, ['a', 'c']],
      ['what will ever be due', { dueByMs: Number.POSITIVE_INFINITY }, ['a', 'c', 'd', 'e']],
      [
        'all of that together',
        { states: ['intended', 'final'], owner: 'Zoë', dueByMs: 25, first: 'newest' },
        ['c', 'a'],
      ],
      ['a few', { limit: 2 }, ['a', 'b']],
      ['none', { limit: 0 }, []],
      ['as many as there are', { limit: Number.POSITIVE_INFINITY }, ['a', 'b', 'c', 'd', 'e']],
      ['what comes behind one', { after: { operationId: 'b', createdAtMs: 2 } }, ['c', 'd', 'e']],
      ['what comes behind one that is gone', { after: { operationId: 'ba', createdAtMs: 2 } }, ['c', 'd', 'e']],
      ['what is older than one', { first: 'newest', after: { operationId: 'c', createdAtMs: 2 } }, ['b', 'a']],
    ])('%s', async (_, query, found) => {
      const { journal } = await setup()
      await Promise.all([
        journal.insert(anOperation({ operationId: 'd', createdAtMs: 2.5, owner: 'Zoë', dueAtMs: 30 })),
        journal.insert(anOperation({ operationId: 'b', createdAtMs: 2, state: 'accepted', dueAtMs: null })),
        journal.insert(anOperation({ operationId: 'a', createdAtMs: 1, owner: 'Zoë', dueAtMs: 10 })),
        journal.insert(anOperation({ operationId: 'e', createdAtMs: 3, state: 'parked', owner: 'zoë', dueAtMs: 20.5 })),
        journal.insert(anOperation({ operationId: 'c', createdAtMs: 2, state: 'final', owner: 'Zoë', dueAtMs: 20 })),
      ])
      expect((await journal.list(query)).map(({ operationId }) => operationId)).toEqual(found)
    })

    it.each(['oldest', 'newest'] as const)('page after page, the %s first, every operation once', async (first) => {
      const { journal } = await setup()
      const all = Array.from({ length: 23 }, (_, index) => anOperation({ createdAtMs: index % 4 }))
      await Promise.all(all.map(journal.insert))
      const found: Operation[] = []
      for (;;) {
        const last = found.at(-1)
        const page = await journal.list({ first, limit: 5, ...(last && { after: last }) })
        found.push(...page)
        if (page.length < 5) break
      }
      expect(new Set(found.map(({ operationId }) => operationId)).size).toBe(23)
      const ages = found.map(({ createdAtMs }) => createdAtMs)
      expect(ages).toEqual(ages.toSorted((a, b) => (first === 'oldest' ? a - b : b - a)))
    })

    it('a hundred, unless more are asked for', async () => {
      const { journal } = await setup()
      await Promise.all(Array.from({ length: 120 }, () => journal.insert(anOperation())))
      expect(await journal.list()).toHaveLength(100)
    })
  })

  it('counts by state', async () => {
    const { journal } = await setup()
    expect(await journal.count()).toEqual({ intended: 0, accepted: 0, final: 0, settled: 0, parked: 0 })
    const first = await journal.insert(anOperation())
    await journal.insert(anOperation({ state: 'settled' }))
    await journal.replace(after(first, { state: 'settled' }))
    await journal.insert(anOperation({ state: 'parked' }))
    expect(await journal.count()).toEqual({ intended: 0, accepted: 0, final: 0, settled: 2, parked: 1 })
  })

  it('forgets what is settled and due, and nothing else', async () => {
    const { journal } = await setup()
    const kept = await Promise.all([
      journal.insert(anOperation({ createdAtMs: 1, state: 'settled', dueAtMs: 11 })),
      journal.insert(anOperation({ createdAtMs: 2, state: 'settled', dueAtMs: null })),
      journal.insert(anOperation({ createdAtMs: 3, state: 'final', dueAtMs: 10 })),
      journal.insert(anOperation({ createdAtMs: 4, state: 'parked', dueAtMs: 10 })),
    ])
    const old = Array.from({ length: 3 }, (_, nth) =>
      anOperation({ state: 'settled', dueAtMs: 10, taskId: `tk-old-${nth}` }),
    )
    await Promise.all(old.map(journal.insert))
    expect(await journal.forget(9)).toBe(0)
    expect(await journal.forget(10)).toBe(3)
    expect(await journal.list()).toEqual(kept)
    expect(await journal.getByTask('tk-old-1')).toBeUndefined()
    expect(await journal.getByToken(old[0]?.token ?? '')).toBeUndefined()
    expect(await journal.insert(anOperation({ operationId: old[0]?.operationId ?? '', body: 'anew' }))).toMatchObject({
      body: 'anew',
    })
  })

  describe('tells who listens', () => {
    it('what is written, once, when it can be read', async () => {
      const { journal } = await setup()
      const heard: Promise<unknown>[] = []
      const leave = journal.subscribe((id) => heard.push(journal.get(id).then((found) => [id, found?.revision])))
      const first = await journal.insert(anOperation({ operationId: 'a "b"\n' }))
      await journal.insert(first)
      await journal.replace(after(first))
      await journal.replace(after(first))
      leave()
      leave()
      await journal.insert(anOperation())
      expect(await Promise.all(heard)).toEqual([
        ['a "b"\n', 1],
        ['a "b"\n', 2],
      ])
    })

    it('nothing of a write that is taken back', async () => {
      const { journal, mark } = await setup()
      const first = await journal.insert(anOperation())
      const heard: string[] = []
      journal.subscribe((operationId) => heard.push(operationId))
      await journal.replace(after(first), mark('half', new Error('out of stock'))).catch(() => undefined)
      expect(heard).toEqual([])
    })

    it('also if the same function listens twice, or another one throws', async () => {
      const { journal } = await setup()
      const thrown: unknown[] = []
      const heard: string[] = []
      const listener = (operationId: string): unknown => heard.push(operationId)
      const isMine = (error: unknown): unknown => thrown.push(error)
      const bystanders = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException').once('uncaughtException', isMine)
      journal.subscribe(() => {
        throw new Error('a listener’s own')
      })
      const leave = journal.subscribe(listener)
      journal.subscribe(listener)
      await journal.insert(anOperation({ operationId: 'both' }))
      leave()
      await new Promise(setImmediate)
      process.removeAllListeners('uncaughtException')
      for (const bystander of bystanders) process.on('uncaughtException', bystander)
      expect(heard).toEqual(['both', 'both'])
      expect(thrown).toMatchObject([{ message: 'a listener’s own' }])
    })
  })

  it.each([
    ['quotes', 'a "b" \\ \'c\''],
    ['a line break', 'a\nb\r\u2028'],
    ['a zero byte', 'a\0b'],
    ['half a surrogate pair', 'a\ud800'],
    ['the other half', 'a\udc00'],
    ['an emoji', '🍌'],
    ['nothing', ''],
    ['SQL', `'; DROP TABLE nano_banana_operations; --`],
    ['a mark', '$1 ?1 :a'],
    ['a thousand letters', 'ab'.repeat(500)],
  ])('keeps apart and gives back names, metadata and bodies with %s', async (_, text) => {
    const { journal } = await setup()
    const near = await journal.insert(anOperation({ operationId: 'a\ufffd', token: 'a\ufffd', taskId: 'a\ufffd' }))
    const operation = anOperation({
      operationId: text,
      token: text,
      taskId: text,
      owner: text,
      body: text,
      metadata: { [text]: [text, null, -1.5e300, { __proto__: null, deep: [[]] }] },
    })
    expect(await journal.insert(operation)).toEqual(operation)
    for (const found of [journal.get(text), journal.getByTask(text), journal.getByToken(text)])
      expect(await found).toEqual(operation)
    expect(await journal.list({ owner: text, after: operation })).toEqual([])
    expect(await journal.list({ owner: text })).toEqual([operation])
    expect(await journal.get('a\ufffd')).toEqual(near)
  })

  it('has what it has resolved when it is opened again', async () => {
    const { journal, another, mark, marks } = await setup()
    if (!another) return
    const first = await journal.insert(anOperation({ metadata: { name: '🍌' } }))
    await journal.replace(after(first, { state: 'accepted' }), mark('there'))
    await journal.close()
    const reopened = another()
    expect(await reopened.get(first.operationId)).toEqual(after(first, { state: 'accepted' }))
    expect(await marks()).toEqual(['there'])
  })

  it('does nothing more once it is closed, but close again', async () => {
    const { journal, another } = await setup()
    if (!another) return
    const inserting = journal.insert(anOperation({ operationId: 'just so' }))
    await Promise.all([journal.close(), journal.close()])
    await inserting
    const closed = { name: 'JournalError', reason: 'unavailable', retryable: false }
    await expect(journal.get('just so')).rejects.toMatchObject(closed)
    await expect(journal.list()).rejects.toMatchObject(closed)
    await expect(journal.insert(anOperation())).rejects.toMatchObject(closed)
    await expect(journal.replace(after(anOperation()))).rejects.toMatchObject(closed)
    await expect(journal.forget(0)).rejects.toMatchObject(closed)
    const heard: string[] = []
    journal.subscribe((operationId) => heard.push(operationId))()
    expect(heard).toEqual([])
    expect(await another().get('just so')).toMatchObject({ revision: 1 })
  })
}

function circle(): unknown {
  const metadata: { self?: unknown } = {}
  metadata.self = metadata
  return metadata
}
