import { Check, Copy } from 'lucide-react'
import type { JSX } from 'react'
import { useCopy } from '../browser/use-copy.ts'
import { type CodeToken, codeTokens } from './code-tokens.ts'

/** What a block shows. */
export interface CodeBlockProps {
  readonly code: string
  readonly language: 'shell' | 'javascript'
  readonly label: string
}

/** Code to read and to copy. */
export function CodeBlock({ code, language, label }: CodeBlockProps): JSX.Element {
  const { isCopied, copy } = useCopy(code)
  const Icon = isCopied ? Check : Copy
  return (
    <div className="relative rounded-2xl bg-table shadow-well">
      <section
        aria-label={label}
        // What is wider than the window is scrolled by the keyboard too.
        tabIndex={reachable}
        className="overflow-x-auto rounded-2xl p-5 pr-16 sm:p-6 sm:pr-28"
      >
        <pre data-testid="code" className="font-mono text-[0.8125rem] leading-relaxed">
          <code>
            {codeTokens(code, language).map(({ kind, text }, index) => (
              <span key={index} className={looks[kind]}>
                {text}
              </span>
            ))}
          </code>
        </pre>
      </section>
      <button
        type="button"
        data-testid="copy"
        onClick={copy}
        className="absolute top-3 right-3 flex h-9 items-center gap-2 rounded-lg bg-card px-3 text-[0.8125rem] font-medium shadow-card transition hover:bg-raised"
      >
        <Icon aria-hidden="true" className="size-4" />
        <span className="max-sm:sr-only">{isCopied ? 'Copied' : 'Copy'}</span>
      </button>
    </div>
  )
}

const reachable = 0

const looks: Readonly<Record<CodeToken['kind'], string>> = {
  comment: 'text-soft italic',
  string: 'text-code-string',
  word: 'font-semibold text-code-word',
  plain: '',
}
