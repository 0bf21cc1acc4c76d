import { describe, expect, it } from 'vitest'
import type { GenerateInput } from '../src/index.ts'
import { refusalOf } from './refusal-of.ts'
import { setup } from './setup.ts'
import { accepted, done } from './wire.ts'

const cat = { prompt: 'a cat' }
const cyclic: Record<string, unknown> = {}
cyclic['self'] = cyclic

describe('nothing is sent for an input', () => {
  it.each<[string, unknown, string]>([
    ['that is missing', undefined, 'input'],
    ['that is null', null, 'input'],
    ['that is text', 'a cat', 'input'],
    ['that is a list', ['a cat'], 'input'],
    ['without a prompt', {}, 'prompt'],
    ['with a blank prompt', { prompt: ' \n\t ' }, 'prompt'],
    ['with an empty prompt', { prompt: '' }, 'prompt'],
    ['with a number as prompt', { prompt: 7 }, 'prompt'],
    ['with a text object as prompt', { prompt: new String('a cat') }, 'prompt'],
    ['with half an emoji at the end', { prompt: 'a cat \ud83d' }, 'prompt'],
    ['with half an emoji at the start', { prompt: '\ude00 a cat' }, 'prompt'],
    ['with a ratio nobody offers', { ...cat, aspect_ratio: '16x9' }, 'aspect_ratio'],
    ['with a resolution nobody offers', { ...cat, resolution: '8K' }, 'resolution'],
    ['with a format nobody offers', { ...cat, output_format: 'webp' }, 'output_format'],
    ['with null for a choice', { ...cat, resolution: null }, 'resolution'],
    ['with one reference instead of a list', { ...cat, image_input: 'x' }, 'image_input'],
    ['with a reference that is no URL', { ...cat, image_input: ['not a url'] }, 'image_input.0'],
    ['with a file: reference', { ...cat, image_input: ['https://x.example/a.png', 'file:///a.png'] }, 'image_input.1'],
    ['with a javascript: reference', { ...cat, image_input: ['javascript:alert(1)'] }, 'image_input.0'],
    ['with a data: reference', { ...cat, image_input: ['data:image/png;base64,AAAA'] }, 'image_input.0'],
    ['with half an emoji in a URL', { ...cat, image_input: ['https://x.example/\ud83d.png'] }, 'image_input.0'],
    ['with a hole in the references', { ...cat, image_input: Array(1) }, 'image_input.0'],
    ['with a BigInt', { prompt: 1n }, 'prompt'],
    ['with NaN', { ...cat, resolution: Number.NaN }, 'resolution'],
    ['with a cycle', { ...cat, image_input: [cyclic] }, 'image_input.0'],
    ['with a cycle beside it', { ...cat, cyclic }, 'cyclic'],
    ['with toJSON', { ...cat, toJSON: () => ({ prompt: 'a dog' }) }, 'toJSON'],
    ['with a field nobody knows', { ...cat, negative_prompt: 'dogs' }, 'negative_prompt'],
    ['with __proto__ as a field', JSON.parse('{"prompt":"a cat","__proto__":{"route":"x"}}'), '__proto__'],
    ['with constructor as a field', { ...cat, constructor: 1 }, 'constructor'],
    ['with a callback inside', { ...cat, callback: { url: 'https://x.example' } }, 'callback'],
  ])('%s', async (_, input, field) => {
    expect((await refusalOf(input)).field).toBe(field)
  })

  it('with several problems, all of which are told', async () => {
    const { issues } = await refusalOf({ prompt: ' ', resolution: '8K', image_input: ['x'] })
    expect(issues.map(({ field }) => field).sort()).toEqual(['image_input.0', 'prompt', 'resolution'])
  })

  it('with a getter that throws', async () => {
    const cause = new TypeError('mine')
    const error = await refusalOf({
      get prompt(): never {
        throw cause
      },
    })
    expect(error).toMatchObject({ field: 'input', cause })
    expect(error.message).toMatch(/could not be read/)
  })

  it('with a getter that throws what cannot be printed', async () => {
    for (const cause of [Symbol('mine'), Object.create(null), undefined])
      await refusalOf({
        get prompt(): never {
          throw cause
        },
      })
  })

  it('with two fields nobody knows, each of which is named', async () => {
    const { issues, message } = await refusalOf({ ...cat, foo: 1, bar: 2 })
    expect(issues.map(({ field }) => field)).toEqual(['foo', 'bar'])
    expect(message).toMatch(/foo is not a field.*; bar is not a field/)
  })
})

describe('a slip is answered with what was probably meant', () => {
  it.each([
    [{ ...cat, aspectRatio: '1:1' }, /aspectRatio .*aspect_ratio/],
    [{ ...cat, 'output-format': 'png' }, /output-format .*output_format/],
    [{ ...cat, images_input: [] }, /images_input .*image_input/],
    [{ ...cat, aspect_ratio: '16x9' }, /Did you mean 16:9\?/],
    [{ ...cat, resolution: '2k' }, /Did you mean 2K\?/],
    [{ ...cat, output_format: 'PNG' }, /Did you mean png\?/],
    [{ ...cat, callback: {} }, /callback .*top level/],
  ])('%o', async (input, expected) => {
    expect((await refusalOf(input)).message).toMatch(expected)
  })

  it.each([
    { ...cat, colour: 'red' },
    { ...cat, '!!!!!!!!!!!!': 1 },
    { ...cat, z: 1 },
  ])('but nothing is made up for %o', async (input) => {
    expect((await refusalOf(input)).message).not.toMatch(/did you mean/i)
  })

  it('also among the options', async () => {
    expect((await refusalOf(cat, { idempotency_key: 'x' })).message).toMatch(/idempotency_key .*idempotencyKey/)
    expect((await refusalOf(cat, { aspect_ratio: '1:1' })).message).toMatch(/aspect_ratio belongs in input/)
  })
})

describe('what is sent is what was checked', () => {
  it('a getter that changes is read once', async () => {
    const answers = ['a cat', ' ', 7]
    let reads = 0
    const { client, requests } = setup(accepted, done)
    await client.generate({
      get prompt() {
        reads += 1
        return String(answers[Math.min(reads, 3) - 1])
      },
    })
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ input: { prompt: 'a cat' } })
    expect(reads).toBe(1)
  })

  it("the caller's objects are neither kept nor written to", async () => {
    const input = Object.freeze({ prompt: 'a cat', image_input: Object.freeze(['https://x.example/a.png']) })
    const options = Object.freeze({ callback: Object.freeze({ url: 'https://x.example/hook' }) })
    const { client, requests } = setup(accepted, done)
    await client.generate(input as unknown as GenerateInput, options)
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ ...options, input })
    expect(Object.keys(options)).toEqual(['callback'])
  })

  it('the longest key is sent as it is', async () => {
    const { client, requests } = setup(accepted, done)
    await client.generate(cat, { idempotencyKey: '~'.repeat(255) })
    expect(requests[0]?.headers['idempotency-key']).toBe('~'.repeat(255))
  })
})
