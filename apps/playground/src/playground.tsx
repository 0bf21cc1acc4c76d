import { useNanoBanana } from '@nano-banana/react'
import { type JSX, useRef } from 'react'
import { revealIfBelow } from './browser/reveal-if-below.ts'
import { useDocumentTitle } from './browser/use-document-title.ts'
import { Composer } from './composer/composer.tsx'
import { Header } from './header/header.tsx'
import { Stage } from './stage/stage.tsx'
import { titleOf } from './status/title-of.ts'
import { keyToAskAgain } from './wish/key-to-ask-again.ts'
import { useSentWish } from './wish/use-sent-wish.ts'
import { useWish } from './wish/use-wish.ts'
import type { Wish } from './wish/wish.ts'

/** The whole page: the form on one side, the picture and how it comes to be on the other. */
export function Playground(): JSX.Element {
  const [wish, changeWish] = useWish()
  const [sent, keepSent] = useSentWish()
  const { state, isRunning, generate, abort, reset } = useNanoBanana({ slot: 'playground' })
  const promptRef = useRef<HTMLTextAreaElement>(null)
  const stageRef = useRef<HTMLElement>(null)
  const shown = state.phase === 'idle' ? wish : (sent?.wish ?? wish)
  useDocumentTitle(titleOf(state))

  const send = (asked: Wish, idempotencyKey?: string): void => {
    keepSent({ wish: asked, sentAtMs: Date.now() })
    generate(asked, idempotencyKey === undefined ? {} : { idempotencyKey })
    revealIfBelow(stageRef.current)
  }
  const toPrompt = (): void => promptRef.current?.focus()

  return (
    <div className="mx-auto max-w-[96rem] px-4 pb-10 sm:px-8 lg:px-12">
      <Header />
      <main className="grid gap-12 pt-3 lg:grid-cols-[minmax(24rem,27rem)_minmax(0,1fr)] lg:gap-14 lg:pt-5 xl:gap-20">
        <Composer
          wish={wish}
          promptRef={promptRef}
          isRunning={isRunning}
          onChange={changeWish}
          onGenerate={(asked) => send(asked)}
          onStop={() => {
            abort()
            toPrompt()
          }}
        />
        <Stage
          ref={stageRef}
          state={state}
          wish={shown}
          sentAtMs={sent?.sentAtMs}
          onAgain={() => {
            // The button that was pressed goes away: the focus stays near.
            stageRef.current?.focus({ preventScroll: true })
            send(shown, state.phase === 'failed' ? keyToAskAgain(state.error) : undefined)
          }}
          onNew={() => {
            reset()
            toPrompt()
          }}
        />
      </main>
    </div>
  )
}
