import { useState } from 'react'
import { uploadFile } from './upload-file.ts'

/** Files on their way to be references. */
export interface UseUploads {
  /** The names of those under way. */
  readonly underWay: readonly string[]
  readonly problem: string | undefined
  /** Takes files, one after the other, so that they keep their order. */
  readonly take: (files: readonly File[]) => void
}

/** Uploads files, and tells the address of each. */
export function useUploads(onAdd: (url: string) => void): UseUploads {
  const [underWay, setUnderWay] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<string>()

  async function takeAll(files: readonly File[]): Promise<void> {
    setProblem(undefined)
    setUnderWay((names) => [...names, ...files.map(({ name }) => name)])
    for (const file of files) {
      try {
        onAdd(await uploadFile(file))
      } catch (error) {
        setProblem(`${file.name}: ${error instanceof Error ? error.message : 'it could not be sent'}.`)
      }
      setUnderWay(([_, ...names]) => names)
    }
  }

  return { underWay, problem, take: (files) => void takeAll(files) }
}
