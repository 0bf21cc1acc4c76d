import { writeFile } from 'node:fs/promises'
import process from 'node:process'
import type { Figure } from '../figure.ts'
import { backlog } from './backlog.ts'
import { besideOthers } from './beside-others.ts'
import { costOfWaiting } from './cost-of-waiting.ts'
import { crowds } from './crowds.ts'
import { drawWhenToLook } from './picture/when-to-look.ts'

const picture = new URL('../../../docs/images/when-to-look.svg', import.meta.url)

/** How tasks are followed: how fast a backlog is worked off, how many reads it takes, and what it costs to wait. With `BENCH_DRAW` set, it draws the picture in the docs too. */
export async function* follow(): AsyncGenerator<Figure> {
  yield* backlog()
  yield* crowds()
  yield* besideOthers()
  yield* costOfWaiting()
  if (process.env['BENCH_DRAW']) await writeFile(picture, await drawWhenToLook())
}
