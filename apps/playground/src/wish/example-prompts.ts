import type { FixedRatio } from '@nano-banana/react'

/** A prompt to start from, and the shape that suits it. */
export interface ExamplePrompt {
  readonly name: string
  readonly prompt: string
  readonly ratio: FixedRatio
}

/** Prompts to start from; the form opens with the first one. */
export const examplePrompts: readonly [ExamplePrompt, ...ExamplePrompt[]] = [
  {
    name: 'Lighthouse',
    prompt: 'A lighthouse on a calm sea at sunset, long golden reflections, a few gulls, wide and quiet',
    ratio: '16:9',
  },
  {
    name: 'Fox',
    prompt: 'A red fox sitting in fresh snow at blue hour, soft light, looking back over its shoulder',
    ratio: '4:5',
  },
  {
    name: 'Rainforest',
    prompt: 'A glowing tropical rainforest at night, fireflies over still water, a full moon',
    ratio: '3:2',
  },
  {
    name: 'Bananas',
    prompt: 'Still life of ripe bananas on a linen cloth, warm studio light, soft shadow, shallow depth of field',
    ratio: '1:1',
  },
  {
    name: 'Aurora',
    prompt: 'Northern lights over snowy mountains and a frozen lake, a sky full of stars',
    ratio: '16:9',
  },
  {
    name: 'City',
    prompt: 'The skyline of a harbour city at night, windows lit, reflections in the water, light rain',
    ratio: '3:2',
  },
  {
    name: 'Desert',
    prompt: 'Dunes and a lone cactus in the desert at dawn, long shadows, a pale pink sky',
    ratio: '4:3',
  },
  {
    name: 'Planet',
    prompt: 'A ringed planet in deep space, a field of stars, a thin crescent of light',
    ratio: '1:1',
  },
  {
    name: 'Meadow',
    prompt: 'A meadow of wild flowers in the morning, soft hills behind, light clouds',
    ratio: '3:2',
  },
]
