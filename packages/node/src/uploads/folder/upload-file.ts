import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { PictureType } from '@nano-banana/picture'

/** What files are called at the end, by type. */
export const endings = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const satisfies Readonly<
  Record<PictureType, string>
>

/** The name of an upload's file. */
export const fileName = (key: string, type: PictureType): string => `${key}.${endings[type]}`

/** The type of a file that has the name of an upload; nothing for any other name. */
export function typeOf(name: string): PictureType | undefined {
  const [, ending] = /^[\da-f]{64}\.(png|jpg|webp)$/.exec(name) ?? []
  return types.find((type) => endings[type] === ending)
}

const types = ['image/png', 'image/jpeg', 'image/webp'] as const

/** A name for a file in the making that nobody can guess, so that nobody can lay a link there first. */
export const partialPath = (folder: string, key: string): string =>
  join(folder, `.${key.slice(0, 16)}.${randomBytes(16).toString('hex')}.part`)

/** Whether a file of this name is one in the making. */
export const isPartial = (name: string): boolean => /^\.[\da-f]{16}\.[\da-f]{32}\.part$/.test(name)
