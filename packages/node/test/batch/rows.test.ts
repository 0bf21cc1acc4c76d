import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RowProblem } from '../../src/batch/rows/check-row.ts'
import { checkRows, isRowProblem } from '../../src/batch/rows/check-rows.ts'
import { fileName, fileStem } from '../../src/batch/rows/file-stem.ts'
import { jsonlRows } from '../../src/batch/rows/jsonl-rows.ts'
import { splitLines } from '../../src/batch/rows/split-lines.ts'
import { wishIn, wishOf } from '../../src/batch/rows/wish.ts'
import { folder } from './setup-batch.ts'

async function check(text: string | Buffer) {
  const path = join(folder(), 'prompts.jsonl')
  writeFileSync(path, text)
  return checkRows(jsonlRows(path))
}

const issuesOf = (rows: Awaited<ReturnType<typeof check>>): readonly [number, string][] =>
  rows
    .filter((row): row is RowProblem => isRowProblem(row))
    .flatMap(({ line, issues }) => issues.map(({ field, message }): [number, string] => [line, `${field} ${message}`]))

it('reads a row a line, and skips empty ones', async () => {
  const rows = await check('\uFEFF{"prompt":"a cat","id":"cat"}\r\n\n   \n{"prompt":"a dog","metadata":{"page":1}}')
  expect(rows).toMatchObject([
    { line: 1, id: 'cat', stem: 'cat', request: { input: { prompt: 'a cat', resolution: '1K' } } },
    { line: 4, id: expect.stringMatching(/^a-dog-[0-9a-f]{12}$/), metadata: { page: 1 } },
  ])
})

it.each([
  ['{"prompt":"a cat"', 'row is no JSON'],
  ['["a cat"]', 'row must be an object'],
  ['"a cat"', 'row must be an object'],
  ['null', 'row must be an object'],
  [`{"prompt":"${'x'.repeat(1024 * 1024)}"}`, 'row is longer than 1 MiB'],
  ['{}', 'prompt is required'],
  ['{"prompt":"  "}', 'prompt must not be blank'],
  ['{"prompt":7}', 'prompt must be a string'],
  ['{"prompt":"a","aspect_ratio":"5:7"}', 'aspect_ratio must be one of'],
  ['{"prompt":"a","image_input":["http://10.0.0.1/a.png"]}', 'image_input.0 must be an https URL'],
  ['{"prompt":"a","image_input":"https://a.b/c.png"}', 'image_input must be a list'],
  ['{"prompt":"a","outputFormat":"jpg"}', 'outputFormat is not a field of a row: did you mean output_format?'],
  ['{"prompt":"a","seed":1}', 'seed is not a field of a row, which has id, prompt'],
  ['{"prompt":"a","__proto__":{"x":1}}', '__proto__ is not a field of a row'],
  ['{"prompt":"a","id":7}', 'id must be a text of 1 to 200 characters'],
  ['{"prompt":"a","id":" a"}', 'id must be a text'],
  ['{"prompt":"a","id":"a\\nb"}', 'id must be a text'],
  [`{"prompt":"a","id":"${'x'.repeat(201)}"}`, 'id must be a text'],
  ['{"prompt":"a","route":5}', 'route must be a string'],
  ['{"prompt":"a","storage":"forever"}', 'storage must be one of'],
  [`{"prompt":"a","metadata":"${'x'.repeat(15 * 1024)}"}`, 'metadata must be at most 15 KiB'],
])('tells what is wrong with %.60s, and where', async (line, message) => {
  const issues = issuesOf(await check(`{"prompt":"good"}\n${line}\n`))
  expect(issues).toHaveLength(1)
  expect(issues[0]).toEqual([2, expect.stringContaining(message)])
})

it('tells all that is wrong with a row', async () => {
  const issues = issuesOf(await check('{"prompt":"","resolution":"8K","id":"","nonsense":1}'))
  expect(issues.map(([, message]) => message.split(' ')[0])).toEqual(['nonsense', 'id', 'prompt', 'resolution'])
})

it('tells bytes that are no text', async () => {
  const issues = issuesOf(await check(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])))
  expect(issues).toEqual([[1, expect.stringContaining('is not UTF-8')]])
})

it('says which file cannot be read', async () => {
  const error = { code: 'invalid_input', field: 'rows', message: expect.stringContaining('ENOENT') }
  await expect(checkRows(jsonlRows('/nowhere/prompts.jsonl'))).rejects.toMatchObject(error)
})

it('takes no more rows than it is told to', async () => {
  expect(await checkRows([{ prompt: 'a' }, { prompt: 'b' }], { limit: 1 })).toHaveLength(1)
  expect(await checkRows([{ prompt: 'a' }], { limit: 0 })).toEqual([])
})

it('names a row by its wish: the same wherever it stands, however it is written', async () => {
  const idsOf = async (rows: Parameters<typeof checkRows>[0]) =>
    (await checkRows(rows)).map(({ id }) => id ?? expect.fail('no id'))
  const [cat, dog] = await idsOf([{ prompt: 'A cat!' }, { prompt: 'a dog', route: 'economy' }])
  expect(cat).toMatch(/^a-cat-[0-9a-f]{12}$/)
  expect(await idsOf([{ prompt: 'new' }, { aspect_ratio: 'auto', prompt: 'A cat!', route: '' }])).toContain(cat)
  expect(await idsOf([{ prompt: 'a dog' }])).not.toContain(dog)
  const [first, second] = await idsOf([{ prompt: 'A cat!' }, { prompt: 'A cat!' }])
  expect([first, second]).toEqual([cat, `${cat}-2`])
  expect((await idsOf([{ prompt: '雨林の夜' }]))[0]).toMatch(/^picture-[0-9a-f]{12}$/)
})

it('finds the wish in the bytes of a request, whatever stands around it', () => {
  const wish = wishOf({ model: 'Nano-Banana-2', input: { prompt: 'a cat' } })
  const body = { callback: { url: 'https://a.b/c' }, input: { prompt: 'a cat' }, model: 'Nano-Banana-2' }
  expect(wishIn(JSON.stringify(body))).toBe(wish)
  expect(wishIn('')).toBeUndefined()
})

it.each([
  ['cat', 'cat'],
  ['shot.01_b-2', 'shot.01_b-2'],
  ['Cat', /^cat-[0-9a-f]{16}$/],
  ['../../etc/passwd', /^etc-passwd-[0-9a-f]{16}$/],
  ['con', /^con-[0-9a-f]{16}$/],
  ['nul.txt', /^nul-txt-[0-9a-f]{16}$/],
  ['a--2', /^a-2-[0-9a-f]{16}$/],
  ['cat-0123456789abcdef', /^cat-0123456789abcdef-[0-9a-f]{16}$/],
  ['.hidden', /^hidden-[0-9a-f]{16}$/],
  ['trailing.', /^trailing-[0-9a-f]{16}$/],
  ['日本語', /^row-[0-9a-f]{16}$/],
  ['x'.repeat(200), /^x{40}-[0-9a-f]{16}$/],
])('calls the files of %j safely', (id, stem) => {
  if (typeof stem === 'string') expect(fileStem(id)).toBe(stem)
  else expect(fileStem(id)).toMatch(stem)
})

it('never gives two rows a file, on a disk that knows no case', () => {
  const id = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.stringMatching(/^[aA.-]{1,4}[2]?$/))
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 2, maxLength: 20 }), (ids) => {
      const names = ids.flatMap((one) => [0, 1, 2].map((nth) => fileName(fileStem(one), nth, 'png').toLowerCase()))
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9._-]{0,119}\.png$/)
    }),
    { numRuns: 2_000 },
  )
})

it('cuts bytes into the same lines however they come', async () => {
  const piece = fc.constantFrom('a', 'bc', '\n', '\r\n', 'ä', '')
  await fc.assert(
    fc.asyncProperty(fc.array(piece), fc.integer({ min: 1, max: 7 }), async (pieces, size) => {
      const bytes = Buffer.from(pieces.join(''))
      async function* chunks() {
        for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
      }
      const lines: string[] = []
      for await (const { line, bytes: part } of splitLines(chunks(), 1_000)) {
        expect(line).toBe(lines.push(Buffer.from(part ?? []).toString()))
      }
      const expected = bytes.toString().split('\n')
      if (expected.at(-1) === '') expected.pop()
      expect(lines).toEqual(expected)
    }),
  )
})
