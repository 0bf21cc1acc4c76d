import { outputFormats, resolutions } from '@nano-banana/react'
import { type JSX, type RefObject, useState } from 'react'
import { promptProblem, type Wish } from '../wish/wish.ts'
import { ExampleChips } from './example-chips.tsx'
import { GenerateActions } from './generate-actions.tsx'
import { PromptField } from './prompt-field.tsx'
import { RatioPicker } from './ratio-picker.tsx'
import { Segments } from './segments.tsx'

/** What the form works on. */
export interface ComposerProps {
  readonly wish: Wish
  readonly promptRef: RefObject<HTMLTextAreaElement | null>
  readonly isRunning: boolean
  readonly onChange: (part: Partial<Wish>) => void
  readonly onGenerate: (wish: Wish) => void
  readonly onStop: () => void
}

/** The form: what to draw, in which shape, size and format. It checks with the schema that the server uses too. */
export function Composer(props: ComposerProps): JSX.Element {
  const { wish, promptRef, isRunning, onChange, onGenerate, onStop } = props
  const [problem, setProblem] = useState<string>()

  const submit = (): void => {
    if (isRunning) return
    const found = promptProblem(wish)
    setProblem(found)
    if (found) promptRef.current?.focus()
    else onGenerate(wish)
  }
  const setPrompt = (prompt: string): void => {
    setProblem(undefined)
    onChange({ prompt })
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div>
        <PromptField ref={promptRef} value={wish.prompt} problem={problem} onChange={setPrompt} onSubmit={submit} />
        <ExampleChips current={wish.prompt} onPick={setPrompt} />
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
      <GenerateActions isRunning={isRunning} onStop={onStop} />
    </form>
  )
}
