import { Tabs } from 'radix-ui'
import type { JSX } from 'react'
import { ViewTitle } from '../ui/view-title.tsx'
import type { Wish } from '../wish/wish.ts'
import { CodeBlock } from './code-block.tsx'
import { type LocalService, snippetsFor } from './snippets.ts'

/** What the code is to make. */
export interface CodeProps {
  readonly wish: Wish
  readonly local: LocalService | undefined
}

/** The form's picture as code, to be taken along. */
export function Code({ wish, local }: CodeProps): JSX.Element {
  const snippets = snippetsFor({ wish, local })
  return (
    <main className="pt-3 lg:pt-5">
      <ViewTitle
        title="Code"
        story={
          local
            ? 'The picture of the form, as code that runs as it stands, on the emulator behind this page.'
            : 'The picture of the form, as code that runs as it stands, with your key in the environment.'
        }
      />
      <Tabs.Root defaultValue="Node" className="max-w-4xl">
        <Tabs.List
          aria-label="Ways to make it"
          className="mb-4 flex gap-1 overflow-x-auto rounded-xl bg-well p-1 shadow-well sm:w-fit"
        >
          {snippets.map(({ name }) => (
            <Tabs.Trigger
              key={name}
              value={name}
              data-testid={`code-${name}`}
              className="h-9 flex-1 rounded-lg px-4 text-sm whitespace-nowrap text-soft transition hover:text-ink data-[state=active]:bg-card data-[state=active]:font-semibold data-[state=active]:text-ink data-[state=active]:shadow-card"
            >
              {name}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {snippets.map(({ name, language, needs, code }) => (
          <Tabs.Content key={name} value={name} className="outline-none" tabIndex={-1}>
            <p className="mb-2.5 font-mono text-[0.8125rem] text-soft">{needs}</p>
            <CodeBlock code={code} language={language} label={`${name} code`} />
          </Tabs.Content>
        ))}
      </Tabs.Root>
      <p className="mt-5 max-w-[70ch] text-sm text-pretty text-soft">
        It follows the form: change what you want in{' '}
        <a href="#create" className="underline underline-offset-3 hover:text-ink">
          Create
        </a>
        , and come back. “{wish.prompt}”
      </p>
    </main>
  )
}
