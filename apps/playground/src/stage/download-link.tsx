import { Download } from 'lucide-react'
import type { JSX } from 'react'
import { actionClass } from '../ui/action-button.tsx'
import type { Wish } from '../wish/wish.ts'
import { fileName } from './file-name.ts'

/** What is to be kept, and what it was made from. */
export interface DownloadLinkProps {
  readonly url: string
  readonly wish: Wish
}

/** Keeps the picture: its link will expire. */
export function DownloadLink({ url, wish }: DownloadLinkProps): JSX.Element {
  return (
    <a href={url} download={fileName(wish)} data-testid="download" className={actionClass('strong')}>
      <Download aria-hidden="true" className="size-4.5" />
      Download
    </a>
  )
}
