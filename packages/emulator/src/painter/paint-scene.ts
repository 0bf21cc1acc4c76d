import type { Canvas } from './canvas.ts'
import type { SceneName } from './choose-scene.ts'
import { abstract } from './scenes/abstract.ts'
import { cat } from './scenes/cat.ts'
import { city } from './scenes/city.ts'
import { desert } from './scenes/desert.ts'
import { forest } from './scenes/forest.ts'
import { jungle } from './scenes/jungle.ts'
import { meadow } from './scenes/meadow.ts'
import { mountains } from './scenes/mountains.ts'
import { portrait } from './scenes/portrait.ts'
import { poster } from './scenes/poster.ts'
import { sea } from './scenes/sea.ts'
import { space } from './scenes/space.ts'
import { stillLife } from './scenes/still-life.ts'

/** Paints the scene that a canvas was stretched for. */
export function paintScene(canvas: Canvas): string {
  return scenes[canvas.scene](canvas)
}

const scenes: Readonly<Record<SceneName, (canvas: Canvas) => string>> = {
  abstract,
  cat,
  city,
  desert,
  forest,
  jungle,
  meadow,
  mountains,
  portrait,
  poster,
  sea,
  space,
  'still-life': stillLife,
}
