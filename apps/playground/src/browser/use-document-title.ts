import { useEffect } from 'react'

/** Keeps the tab's title. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
