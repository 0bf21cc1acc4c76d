import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects what nobody holds any more. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  await new Promise(setImmediate)
  const collect: () => void = runInNewContext('gc')
  collect()
}
