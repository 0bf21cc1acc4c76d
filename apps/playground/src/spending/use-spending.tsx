import { type JSX, useState } from 'react'
import type { ServiceInfo } from '../header/service-info.ts'
import { allowMore, readAllowance } from './ask-allowance.ts'
import { SpendingDialog } from './spending-dialog.tsx'

/** What stands between a wish and its price. */
export interface UseSpending {
  /** Does what costs a picture: at once where nothing is billed or it was confirmed before, else when it is confirmed. */
  readonly guard: (spend: () => void) => void
  readonly dialog: JSX.Element | null
}

interface Question {
  readonly spend: () => void
  readonly made: number
}

/** Asks before money is spent. The server asks too: whatever gets past this page is refused there. */
export function useSpending(service: ServiceInfo | undefined): UseSpending {
  const [question, setQuestion] = useState<Question>()

  function ask(spend: () => void): void {
    // Where that fails, the server refuses the picture and says why. Never both: one wish is one picture.
    readAllowance().then(({ made, left }) => (left > 0 ? spend() : setQuestion({ spend, made })), spend)
  }

  return {
    guard(spend) {
      if (service?.service === 'hiapi') ask(spend)
      else spend()
    },
    dialog: question ? (
      <SpendingDialog
        made={question.made}
        onCancel={() => setQuestion(undefined)}
        onAllow={(pictures) => {
          setQuestion(undefined)
          allowMore(pictures).then(question.spend, question.spend)
        }}
      />
    ) : null,
  }
}
