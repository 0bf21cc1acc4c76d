import { useEffect, useEffectEvent, useState } from 'react'

/** Takes files that are dropped anywhere on the page, or pasted; tells whether some hang over it. */
export function useIncomingFiles(isOn: boolean, onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const take = useEffectEvent((files: FileList | undefined): boolean => {
    const pictures = [...(files ?? [])]
    if (pictures.length > 0) onFiles(pictures)
    return pictures.length > 0
  })

  useEffect(() => {
    if (!isOn) return
    const controller = new AbortController()
    const { signal } = controller
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setIsOver(true)
      },
      { signal },
    )
    addEventListener('dragleave', (event) => event.relatedTarget === null && setIsOver(false), { signal })
    addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return
        // Without this, the browser would leave the page for the picture.
        event.preventDefault()
        setIsOver(false)
        take(event.dataTransfer?.files)
      },
      { signal },
    )
    addEventListener('paste', (event) => take(event.clipboardData?.files) && event.preventDefault(), { signal })
    return () => controller.abort()
  }, [isOn])

  return isOver
}
