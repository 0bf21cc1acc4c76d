import type { PictureType, Unfitness } from '../src/index.ts'
import { goodFiles, type TestFile } from './good-files.ts'
import { cut, extended } from './hostile/damaged.ts'
import type { Hostile } from './hostile/hostile.ts'
import { jpegs } from './hostile/jpegs.ts'
import { pngs } from './hostile/pngs.ts'
import { strangers } from './hostile/strangers.ts'
import { webps } from './hostile/webps.ts'

/** A file that must not pass, and why. */
export interface HostileFile extends TestFile {
  readonly unfitness: Unfitness
}

/** Everything that must not pass, made anew from good pictures. */
export async function hostileFiles(): Promise<readonly HostileFile[]> {
  const good = new Map((await goodFiles()).map((file) => [file.name, file]))
  const bytesOf = (name: string): Buffer => Buffer.from(good.get(name)?.bytes ?? [])
  return [
    ...of('image/png', [...strangers(), ...pngs(bytesOf('plain.png'))]),
    ...of('image/jpeg', [...strangers(), ...jpegs(bytesOf('plain.jpg'))]),
    ...of('image/webp', [...strangers(), ...webps(bytesOf('plain.webp'), bytesOf('alpha.webp'))]),
    ...[...good.values()].flatMap(({ name, type, bytes }) => of(type, [...cut(name, bytes), ...extended(name, bytes)])),
  ]
}

const of = (type: PictureType, files: readonly Hostile[]): readonly HostileFile[] =>
  files.map(([name, bytes, unfitness]) => ({ name: `${type}: ${name}`, type, bytes, unfitness }))
