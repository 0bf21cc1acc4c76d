import { LoaderCircle } from 'lucide-react'
import { type JSX, useState } from 'react'
import { FieldLabel } from '../composer/field-label.tsx'
import { classNames } from '../ui/class-names.ts'
import { addReference } from './add-reference.ts'
import { FileButton } from './file-button.tsx'
import { moveReference } from './move-reference.ts'
import { ReferenceItem } from './reference-item.tsx'
import { UrlInput } from './url-input.tsx'
import { useIncomingFiles } from './use-incoming-files.ts'
import { useUploads } from './use-uploads.ts'

/** What the field works on. */
export interface ReferencesFieldProps {
  readonly references: readonly string[]
  /** Whether files can be references, as far as is known. */
  readonly hasUploads: boolean | undefined
  readonly onChange: (change: (references: readonly string[]) => readonly string[]) => void
}

/** Pictures to draw from, in their order: by their URLs, or as files that are dropped, pasted or chosen. */
export function ReferencesField({ references, hasUploads, onChange }: ReferencesFieldProps): JSX.Element {
  const [urlProblem, setUrlProblem] = useState<string>()
  const {
    underWay,
    problem: fileProblem,
    take,
  } = useUploads((url) => onChange((known) => (known.includes(url) ? known : [...known, url])))
  const isOver = useIncomingFiles(hasUploads === true, take)
  const problem = urlProblem ?? fileProblem

  const add = (typed: string): boolean => {
    const added = addReference(references, typed)
    setUrlProblem('problem' in added ? added.problem : undefined)
    if ('problem' in added) return false
    onChange(() => added.references)
    return true
  }

  return (
    <div>
      <FieldLabel id="references-label" aside="optional">
        Reference pictures
      </FieldLabel>
      {references.length + underWay.length > 0 && (
        <ol aria-labelledby="references-label" className="mb-2 flex flex-col gap-2">
          {references.map((url, index) => (
            <ReferenceItem
              key={url}
              url={url}
              isFirst={index === 0}
              onForward={() => onChange((known) => moveReference(known, url))}
              onRemove={() => onChange((known) => known.filter((other) => other !== url))}
            />
          ))}
          {underWay.map((name) => (
            <li key={name} className="flex h-13 items-center gap-3 rounded-xl bg-card px-4 text-soft shadow-card">
              <LoaderCircle aria-hidden="true" className="size-4 shrink-0 motion-safe:animate-spin" />
              <span className="truncate text-[0.8125rem]">{name}</span>
            </li>
          ))}
        </ol>
      )}
      <div
        data-testid="references-drop"
        className={classNames(
          'flex gap-1 rounded-xl bg-well p-1 shadow-well',
          isOver && 'outline-2 outline-offset-2 outline-focus outline-dashed',
        )}
      >
        <UrlInput hasProblem={problem !== undefined} onAdd={add} onType={() => setUrlProblem(undefined)}>
          {hasUploads && <FileButton onFiles={take} />}
        </UrlInput>
      </div>
      {problem && (
        <p id="references-problem" role="alert" className="mt-2 text-sm font-medium text-alert">
          {problem}
        </p>
      )}
      <p data-testid="files-story" className="mt-2 min-h-5 text-[0.8125rem] text-soft">
        {hasUploads !== undefined && (hasUploads ? filesOn : filesOff)}
      </p>
    </div>
  )
}

const filesOn = 'Drop a picture anywhere, paste one, or choose a file.'
const filesOff = 'Files are off: HiAPI cannot reach this machine to read them. Give an https URL.'
