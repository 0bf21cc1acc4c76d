import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aspectRatios,
  callbackSchema,
  createTaskRequestSchema,
  generateInputSchema,
  isLoopbackHost,
  model,
  outputFormats,
  parseGenerateInput,
  resolutions,
} from '../src/index.ts'

const accepts = (input: unknown): boolean => generateInputSchema.safeParse(input).success
const runs = { seed: 20_260_101, numRuns: 300 }

describe('the input', () => {
  it('needs a prompt only, and fills in the rest', () => {
    expect(generateInputSchema.parse({ prompt: 'a cat' })).toEqual({
      prompt: 'a cat',
      image_input: [],
      aspect_ratio: 'auto',
      resolution: '1K',
      output_format: 'png',
    })
  })

  it('takes every combination of the documented choices', () => {
    expect([aspectRatios.length, resolutions, outputFormats]).toEqual([15, ['1K', '2K', '4K'], ['png', 'jpg']])
    for (const aspect_ratio of aspectRatios)
      for (const resolution of resolutions)
        for (const output_format of outputFormats)
          expect(accepts({ prompt: 'a cat', aspect_ratio, resolution, output_format })).toBe(true)
  })

  it('takes prompts of any language and length', () => {
    for (const prompt of ['猫', 'قطة', '👩‍👩‍👧‍👦', ' a cat\n', '"quoted" \\ \u0000', 'x'.repeat(1_000_000)])
      expect(accepts({ prompt })).toBe(true)
  })

  it('never shares its default list between two calls', () => {
    const [first, second] = [generateInputSchema.parse({ prompt: 'a' }), generateInputSchema.parse({ prompt: 'b' })]
    expect(first.image_input).not.toBe(second.image_input)
  })

  it('says under a plain safeParse what is wrong, in our words', () => {
    const { error } = generateInputSchema.safeParse({ prompt: 'a cat', aspect_ratio: '16x9', resolution: '8K' })
    const messages = error?.issues.map(({ message }) => message) ?? []
    expect(messages[0]).toMatch(/^must be one of auto, 1:1, .*; received "16x9"\. Did you mean 16:9\?$/)
    expect(messages[1]).toMatch(/^must be one of 1K, 2K, 4K; received "8K"/)
  })
})

describe('a wrong value', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  const broken = {
    toString: () => {
      throw new Error('never print it')
    },
  }

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'is required'],
    ['null', null, 'must be a string; received null'],
    ['a number', 7, 'must be a string; received a number'],
    ['a BigInt', 7n, 'must be a string; received a bigint'],
    ['a symbol', Symbol('a cat'), 'must be a string; received a symbol'],
    ['a function', () => 'a cat', 'must be a string; received a function'],
    ['a list', ['a cat'], 'must be a string; received a list'],
    ['a cycle', cyclic, 'must be a string; received an object'],
    ['what cannot be printed', broken, 'must be a string; received an object'],
  ])('is described, not printed: %s', (_, prompt, message) => {
    expect(generateInputSchema.safeParse({ prompt }).error?.issues.map((issue) => issue.message)).toEqual([message])
  })

  it('is quoted shortly when it is text', () => {
    const { error } = generateInputSchema.safeParse({ prompt: 'a cat', resolution: '9'.repeat(5_000) })
    expect(error?.issues[0]?.message).toBe(`must be one of 1K, 2K, 4K; received "${'9'.repeat(40)}…"`)
  })

  it('throws one error from parseGenerateInput, which names the field', () => {
    expect(parseGenerateInput({ prompt: 'a cat' })).toMatchObject({ prompt: 'a cat', resolution: '1K' })
    expect(() => parseGenerateInput({ prompt: 'a cat', resolution: '8K' })).toThrow(
      expect.objectContaining({ code: 'invalid_input', field: 'resolution' }),
    )
  })
})

describe('a reference', () => {
  it.each([
    'https://example.com/a.png',
    'https://example.com:8443/a.png?size=2#top',
    'https://user:secret@example.com/a.png',
    'HTTPS://EXAMPLE.COM/a.png',
    'https://例え.jp/猫.png',
    'http://localhost:8787/a.png',
    'http://emulator.localhost/a.png',
    'http://127.0.0.1/a.png',
    'http://127.8.9.10:80/a.png',
    'http://[::1]:8787/a.png',
  ])('may be %s', (url) => {
    expect(accepts({ prompt: 'a cat', image_input: [url] })).toBe(true)
  })

  it.each([
    'http://example.com/a.png',
    'http://localhost.example.com/a.png',
    'http://127.0.0.1.example.com/a.png',
    'http://10.0.0.1/a.png',
    'http://[::2]/a.png',
    'http://0.0.0.0/a.png',
    'ftp://example.com/a.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    'blob:https://example.com/1',
    '//example.com/a.png',
    '/a.png',
    'example.com/a.png',
    'https://',
    'https://exa mple.com/a.png',
    ' https://example.com/a.png',
    'https://example.com/a.png\n',
    'https://example.com/a\tb.png',
    '',
  ])('may not be %j', (url) => {
    expect(accepts({ prompt: 'a cat', image_input: [url] })).toBe(false)
  })

  it('tells this machine from any other host', () => {
    const hosts = [
      'localhost',
      'a.localhost',
      '127.0.0.1',
      '127.255.0.9',
      '[::1]',
      '128.0.0.1',
      'localhost.io',
      '::2',
      '',
    ]
    expect(hosts.filter(isLoopbackHost)).toEqual(['localhost', 'a.localhost', '127.0.0.1', '127.255.0.9', '[::1]'])
  })
})

describe('whatever a caller passes', () => {
  const schemas = [
    ['generateInputSchema', generateInputSchema, { prompt: 'a cat' }],
    ['createTaskRequestSchema', createTaskRequestSchema, { model, input: { prompt: 'a cat' } }],
    ['callbackSchema', callbackSchema, { url: 'https://example.com/hook' }],
  ] as const

  it.each(schemas)('%s never throws', (_, schema, valid) => {
    const nearly = fc.dictionary(fc.constantFrom(...Object.keys(valid), 'other'), fc.anything())
    fc.assert(
      fc.property(fc.oneof(fc.anything(), nearly), (value) => {
        expect(typeof schema.safeParse(value).success).toBe('boolean')
      }),
      runs,
    )
  })

  it.each(schemas)('%s takes no field it does not know', (_, schema, valid) => {
    const known = [...Object.keys(valid), 'when', 'callback', 'route', 'storage', 'image_input', 'aspect_ratio']
    const unknownKey = fc
      .string({ minLength: 1 })
      .filter((key) => ![...known, 'resolution', 'output_format'].includes(key))
    fc.assert(
      fc.property(unknownKey, fc.anything(), (key, value) => {
        const input = Object.defineProperty({ ...valid }, key, { value, enumerable: true })
        expect(schema.safeParse(input).success).toBe(false)
      }),
      runs,
    )
  })
})
