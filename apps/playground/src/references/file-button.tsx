import { ImageUp } from 'lucide-react'
import { type JSX, useRef } from 'react'

/** Lets files be chosen. */
export function FileButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }): JSX.Element {
  const inputRef = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={inputRef}
        type="file"
        multiple
        hidden
        accept="image/png,image/jpeg,image/webp"
        data-testid="reference-file"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          // The same file may be chosen again.
          currentTarget.value = ''
        }}
      />
      <button
        type="button"
        data-testid="choose-file"
        aria-label="Choose a file"
        onClick={() => inputRef.current?.click()}
        className="grid size-9 shrink-0 place-items-center rounded-lg text-soft transition hover:bg-card hover:text-ink"
      >
        <ImageUp aria-hidden="true" className="size-4" />
      </button>
    </>
  )
}
