import { CircleAlert } from 'lucide-react'
import type { JSX, KeyboardEvent, Ref } from 'react'

/** What the prompt's field shows and reports. */
export interface PromptFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (prompt: string) => void
  readonly onSubmit: () => void
}

/** Where the picture is put into words. Enter sends, Shift+Enter begins a new line. */
export function PromptField({ ref, value, problem, onChange, onSubmit }: PromptFieldProps): JSX.Element {
  return (
    <>
      <h1>
        <label
          htmlFor="prompt"
          className="mb-4 block text-[2rem] leading-[1.1] font-semibold tracking-[-0.028em] sm:text-[2.375rem]"
        >
          What shall we draw?
        </label>
      </h1>
      <textarea
        ref={ref}
        id="prompt"
        data-testid="prompt"
        rows={3}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? 'prompt-problem' : undefined}
        placeholder="A quiet harbour at dawn, seen from above…"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (!isSend(event)) return
          event.preventDefault()
          onSubmit()
        }}
        className="field-sizing-content block max-h-72 min-h-26 w-full resize-none rounded-2xl bg-card px-5 py-4 text-[1.0625rem] leading-relaxed shadow-card transition-shadow placeholder:text-faint aria-invalid:shadow-problem"
      />
      {problem && (
        <p id="prompt-problem" role="alert" className="mt-2.5 flex items-center gap-2 text-sm font-medium text-alert">
          <CircleAlert aria-hidden="true" className="size-4 shrink-0" />
          {problem}
        </p>
      )}
    </>
  )
}

// Enter that ends the composition of a character is part of the text; one that is held down sends once.
const isSend = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.repeat && !event.nativeEvent.isComposing
