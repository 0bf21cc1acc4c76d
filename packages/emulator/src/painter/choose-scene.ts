import type { Random } from '../seeded-random.ts'
import type { Mood } from './palette.ts'

/** A kind of picture that the painter knows. */
export type SceneName =
  | 'abstract'
  | 'cat'
  | 'city'
  | 'desert'
  | 'forest'
  | 'jungle'
  | 'meadow'
  | 'mountains'
  | 'portrait'
  | 'poster'
  | 'sea'
  | 'space'
  | 'still-life'

/** What a text asks the painter for. */
export interface Subject {
  readonly scene: SceneName
  readonly mood: Mood
  /** Tells whether the text speaks of one of these things. */
  readonly mentions: (...words: readonly string[]) => boolean
}

/** Chooses scene and mood by the words of a text; what the words leave open, the seed decides. */
export function chooseSubject(text: string, random: Random, fallback: readonly [SceneName, ...SceneName[]]): Subject {
  const words = new Set(
    text
      .slice(0, longestRead)
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.flatMap(singularToo),
  )
  const mentions = (...sought: readonly string[]) => sought.some((word) => words.has(word))
  const scene = sceneWords.find(([, sought]) => mentions(...sought.split(' ')))?.[0] ?? random.pick(fallback)
  const mood = moodWords.find(([, sought]) => mentions(...sought.split(' ')))?.[0] ?? random.pick(usualMoods[scene])
  return { scene, mood, mentions }
}

// The first words of a long prompt say what it is about.
const longestRead = 4000

function singularToo(word: string): readonly string[] {
  return word.endsWith('s') ? [word, word.slice(0, -1)] : [word]
}

// In order: a cat in a city is a picture of a cat, a city in space is a picture of space.
const sceneWords: readonly (readonly [SceneName, string])[] = [
  ['cat', 'cat kitten kitty animal pet dog puppy fox wolf rabbit bunny bear panda tiger lion'],
  ['portrait', 'portrait woman man girl boy person face selfie headshot people queen king astronaut'],
  ['poster', 'poster logo typography bauhaus flyer banner cover icon infographic graphic'],
  [
    'still-life',
    'product bottle perfume banana fruit vase coffee cup mug watch shoe sneaker packaging food cake studio advertisement',
  ],
  ['jungle', 'rainforest jungle amazon fern monstera'],
  ['space', 'space planet galaxy nebula cosmos cosmic universe saturn mars orbit asteroid spaceship alien'],
  ['desert', 'desert dune sahara canyon cactus camel oasis mesa'],
  ['city', 'city skyline street skyscraper town urban tokyo york paris london cyberpunk building downtown metropolis'],
  ['sea', 'sea ocean beach coast island harbor harbour wave lighthouse sailboat boat ship palm lagoon'],
  ['mountains', 'mountain alp peak summit lake fjord glacier aurora volcano himalaya cliff valley'],
  ['forest', 'forest wood pine tree cabin firefly fireflies taiga snow winter christmas'],
  ['meadow', 'meadow flower garden field spring hill farm village countryside lavender tulip poppy landscape windmill'],
  // Last, because a tropical beach is a beach.
  ['jungle', 'tropical tropic'],
]

const moodWords: readonly (readonly [Mood, string])[] = [
  [
    'night',
    'night midnight moon moonlight moonlit dark glowing neon star starry aurora bioluminescent cyberpunk fireflies firefly',
  ],
  ['sunset', 'sunset sunrise dusk golden evening twilight autumn fall warm orange fire'],
  ['snow', 'snow snowy winter ice frozen frost christmas arctic'],
  ['mist', 'mist misty fog foggy rain rainy dawn morning calm pastel soft minimal minimalist'],
  ['day', 'day sunny noon summer bright blue daylight spring'],
]

const usualMoods: Readonly<Record<SceneName, readonly [Mood, ...Mood[]]>> = {
  abstract: ['night', 'sunset', 'day', 'mist'],
  cat: ['night', 'sunset'],
  city: ['night', 'sunset', 'sunset', 'mist'],
  desert: ['sunset', 'sunset', 'day', 'night'],
  forest: ['mist', 'sunset', 'night', 'day'],
  jungle: ['mist', 'day', 'sunset'],
  meadow: ['day', 'sunset', 'mist'],
  mountains: ['sunset', 'mist', 'day', 'night'],
  portrait: ['sunset', 'mist', 'day', 'night'],
  poster: ['sunset', 'day', 'mist', 'night'],
  sea: ['sunset', 'day', 'night'],
  space: ['night'],
  'still-life': ['mist', 'day', 'sunset'],
}
