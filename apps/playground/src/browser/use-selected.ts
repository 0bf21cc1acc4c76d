import { useEffect, useState } from 'react'
import { readStored, writeStored } from './stored.ts'

/** Which generation this tab looks at, kept over a reload. */
export function useSelected(): readonly [id: string | undefined, select: (id: string | undefined) => void] {
  const [id, setId] = useState(() => {
    const stored = readStored('selected', 'sessionStorage')
    return typeof stored === 'string' ? stored : undefined
  })

  useEffect(() => writeStored('selected', id ?? null, 'sessionStorage'), [id])

  return [id, setId]
}
