import { AlertDialog, RadioGroup } from 'radix-ui'
import { type JSX, useState } from 'react'
import { ActionButton } from '../ui/action-button.tsx'

/** What is asked. */
export interface SpendingDialogProps {
  /** Pictures that were made today. */
  readonly made: number
  readonly onCancel: () => void
  readonly onAllow: (pictures: number) => void
}

/** Asks how many pictures may be paid before it asks again. */
export function SpendingDialog({ made, onCancel, onAllow }: SpendingDialogProps): JSX.Element {
  const [pictures, setPictures] = useState('1')
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-10 bg-paper/85" />
        <AlertDialog.Content
          data-testid="spending"
          className="fixed top-1/2 left-1/2 z-20 w-[min(26rem,calc(100vw-2rem))] -translate-1/2 rounded-2xl bg-card p-6 shadow-print outline-none sm:p-7"
        >
          <AlertDialog.Title className="text-lg font-semibold tracking-tight">This costs money</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-[0.9375rem] text-pretty text-soft">
            HiAPI bills each picture to your key{made > 0 && `; ${made} ${made === 1 ? 'was' : 'were'} made here today`}
            . How many may this page make before it asks again?
          </AlertDialog.Description>
          <RadioGroup.Root
            aria-label="Pictures"
            orientation="horizontal"
            value={pictures}
            onValueChange={setPictures}
            className="mt-5 flex gap-1 rounded-xl bg-well p-1 shadow-well"
          >
            {choices.map((choice) => (
              <RadioGroup.Item
                key={choice}
                value={choice}
                data-testid={`allow-${choice}`}
                className="h-10 flex-1 rounded-lg text-sm text-soft tabular-nums transition hover:text-ink data-[state=checked]:bg-raised data-[state=checked]:font-semibold data-[state=checked]:text-ink data-[state=checked]:shadow-card"
              >
                {choice}
              </RadioGroup.Item>
            ))}
          </RadioGroup.Root>
          <div className="mt-6 flex flex-wrap gap-2">
            <AlertDialog.Action asChild>
              <ActionButton emphasis="strong" data-testid="allow" onClick={() => onAllow(Number(pictures))}>
                {pictures === '1' ? 'Pay for one picture' : `Allow ${pictures} pictures`}
              </ActionButton>
            </AlertDialog.Action>
            <AlertDialog.Cancel asChild>
              <ActionButton emphasis="quiet">Not now</ActionButton>
            </AlertDialog.Cancel>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

const choices = ['1', '3', '10', '30'] as const
