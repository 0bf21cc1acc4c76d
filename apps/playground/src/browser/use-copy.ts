import { useEffect, useState } from 'react'

/** Copies text to the clipboard, and knows for a moment that it did. */
export function useCopy(text: string): { readonly isCopied: boolean; readonly copy: () => void } {
  const [isCopied, setIsCopied] = useState(false)

  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 1_600)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = (): void => {
    navigator.clipboard?.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  }
  return { isCopied, copy }
}
