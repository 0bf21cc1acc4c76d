import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createEmulator } from '@nano-banana/emulator'
import { createGenerationService, createNanoBanana, sqliteJournal } from '@nano-banana/node'
import { expect, it, onTestFinished } from 'vitest'
import { run } from '../src/program.ts'
import { createFakeTerminal } from './fake-terminal.ts'

/** A journal on disk with one settled operation and one that was refused. */
async function setupJournal() {
  const folder = await mkdtemp(join(tmpdir(), 'nano-banana-cli-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'journal.sqlite')
  const emulator = createEmulator({ stages: { queued: 0, handling: 0, archiving: 0 }, quota: 0 })
  const client = createNanoBanana({ apiKey: 'sk-test-cli', baseUrl: 'http://localhost:9', fetch: emulator.fetch })
  const journal = sqliteJournal({ path: file })
  const service = createGenerationService({ client, journal, secret: 'a secret of thirty-two characters' })
  await service.submit({ prompt: 'a cat' }, { operationId: 'done', owner: 'ann' })
  await service.sweep()
  emulator.faults.add({ on: 'create', fault: { kind: 'status', status: 402, errorCode: 'INSUFFICIENT_BALANCE' } })
  await service.submit({ prompt: 'a dog' }, { operationId: 'unpaid', owner: 'bob' }).catch(() => undefined)
  await service.close()
  await journal.close()
  await emulator.close()
  const terminal = createFakeTerminal()
  const journalCommand = (name: string, ...rest: string[]) => run(['journal', name, file, ...rest], terminal)
  return { file, terminal, journalCommand }
}

it('counts and lists what a journal holds, and says why something is parked', async () => {
  const { terminal, journalCommand } = await setupJournal()
  expect(await journalCommand('stats')).toBe(0)
  expect(terminal.printed).toEqual(['intended  0', 'accepted  0', 'final     0', 'settled   1', 'parked    1'])
  expect(await journalCommand('list', '--state', 'parked')).toBe(0)
  expect(terminal.printed.slice(5).join('\n')).toMatch(/^parked .* unpaid\n {2}refused: .*402/)
  expect(await journalCommand('list', '--owner', 'ann', '--json')).toBe(0)
  expect(JSON.parse(terminal.printed.at(-1) ?? '')).toMatchObject({
    operationId: 'done',
    state: 'settled',
    owner: 'ann',
  })
})

it('shows what can be read when a record is damaged, says which is, and fails', async () => {
  const { file, terminal, journalCommand } = await setupJournal()
  const database = new DatabaseSync(file)
  database.exec(`UPDATE nano_banana_operations SET record = '' WHERE operation_id = 'unpaid'`)
  database.close()
  expect(await journalCommand('list')).toBe(8)
  expect(terminal.printed.join('\n')).toMatch(/^settled .* done/)
  expect(terminal.said.join('\n')).toMatch(/Operation unpaid in .* backup[\s\S]*1 operations cannot be read/)
})

it('lets a person decide, once', async () => {
  const { terminal, journalCommand } = await setupJournal()
  expect(await journalCommand('resubmit', 'unpaid')).toBe(0)
  expect(terminal.printed.at(-1)).toMatch(/^intended .* unpaid$/)
  expect(await journalCommand('resubmit', 'unpaid')).toBe(2)
  expect(terminal.said.at(-1)).toBe('✗ operationId is not parked')
  expect(await journalCommand('discard', 'done')).toBe(2)
  expect(await journalCommand('erase', 'done')).toBe(0)
  expect(await journalCommand('erase', 'unpaid')).toBe(2)
})

it('makes no journal where there is none', async () => {
  const { terminal, file } = await setupJournal()
  expect(await run(['journal', 'stats', `${file}x`], terminal)).toBe(2)
  expect(terminal.said.at(-1)).toBe(`✗ file there is no journal at ${file}x`)
  expect(await run(['journal', 'list', file, '--state', 'lost'], terminal)).toBe(2)
})
