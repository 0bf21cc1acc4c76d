/** A prompt to start from, under a short name. */
export interface ExamplePrompt {
  readonly name: string
  readonly prompt: string
}

/** Prompts to start from; the form opens with the first one. */
export const examplePrompts: readonly [ExamplePrompt, ...ExamplePrompt[]] = [
  {
    name: 'Lighthouse',
    prompt: 'A lighthouse on a calm sea at sunset, long golden reflections, a few gulls, wide and quiet',
  },
  {
    name: 'Fox',
    prompt: 'A red fox sitting in fresh snow at blue hour, soft light, looking back over its shoulder',
  },
  {
    name: 'Bananas',
    prompt: 'Still life of ripe bananas on a linen cloth, warm studio light, soft shadow, shallow depth of field',
  },
  {
    name: 'City',
    prompt: 'The skyline of a harbour city at night, windows lit, reflections in the water, light rain',
  },
  {
    name: 'Aurora',
    prompt: 'Northern lights over snowy mountains and a frozen lake, a sky full of stars',
  },
]
