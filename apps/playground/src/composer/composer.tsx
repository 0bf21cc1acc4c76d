import { outputFormats, resolutions } from '@nano-banana/react'
import { type JSX, type RefObject, useState } from 'react'
import { ReferencesField } from '../references/references-field.tsx'
import type { ChangeWish } from '../wish/use-wish.ts'
import { promptProblem, type Wish } from '../wish/wish.ts'
import { GenerateActions } from './generate-actions.tsx'
import { PromptField } from './prompt-field.tsx'
import { RatioPicker } from './ratio-picker.tsx'
import { Segments } from './segments.tsx'

/** What the form works on. */
export interface ComposerProps {
  readonly wish: Wish
  readonly promptRef: RefObject<HTMLTextAreaElement | null>
  /** Whether files can be references, as far as is known. */
  readonly hasUploads: boolean | undefined
  readonly onChange: ChangeWish
  readonly onGenerate: (wish: Wish) => void
}

/** The form: what to draw, from what, in which shape, size and format. It checks with the schema that the server uses too. */
export function Composer({ wish, promptRef, hasUploads, onChange, onGenerate }: ComposerProps): JSX.Element {
  const [isAsked, setIsAsked] = useState(false)
  const problem = isAsked ? promptProblem(wish) : undefined

  const submit = (): void => {
    const found = promptProblem(wish)
    setIsAsked(found !== undefined)
    if (found) promptRef.current?.focus()
    else onGenerate(wish)
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat || event.isDefaultPrevented())
          return
        event.preventDefault()
        submit()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div>
        <PromptField
          ref={promptRef}
          value={wish.prompt}
          problem={problem}
          onChange={(prompt) => onChange({ prompt })}
          onSubmit={submit}
        />
      </div>
      <RatioPicker wish={wish} onChange={onChange} />
      <div className="flex flex-wrap gap-x-8 gap-y-6">
        <Segments
          label="Resolution"
          testId="resolution"
          values={resolutions}
          value={wish.resolution}
          onChange={(resolution) => onChange({ resolution })}
        />
        <Segments
          label="Format"
          testId="format"
          values={outputFormats}
          value={wish.output_format}
          onChange={(output_format) => onChange({ output_format })}
        />
      </div>
      <ReferencesField
        references={wish.image_input}
        hasUploads={hasUploads}
        onChange={(change) => onChange(({ image_input }) => ({ image_input: change(image_input) }))}
      />
      <GenerateActions />
    </form>
  )
}
