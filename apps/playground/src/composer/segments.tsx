import { RadioGroup } from 'radix-ui'
import type { JSX } from 'react'
import { FieldLabel } from './field-label.tsx'

/** A few values side by side, one of them chosen. */
export interface SegmentsProps<Value extends string> {
  readonly label: string
  readonly testId: string
  readonly values: readonly Value[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** Chooses one of a few values. */
export function Segments<Value extends string>(props: SegmentsProps<Value>): JSX.Element {
  const { label, testId, values, value, onChange } = props
  return (
    <div className="min-w-0 flex-auto">
      <FieldLabel id={`${testId}-label`}>{label}</FieldLabel>
      <RadioGroup.Root
        aria-labelledby={`${testId}-label`}
        orientation="horizontal"
        value={value}
        onValueChange={(next) => {
          const known = values.find((candidate) => candidate === next)
          if (known) onChange(known)
        }}
        className="flex gap-1 rounded-xl bg-well p-1 shadow-well"
      >
        {values.map((option) => (
          <RadioGroup.Item
            key={option}
            value={option}
            data-testid={`${testId}-${option}`}
            className="h-9 min-w-14 flex-1 rounded-lg text-sm text-soft uppercase transition hover:text-ink data-[state=checked]:bg-card data-[state=checked]:font-semibold data-[state=checked]:text-ink data-[state=checked]:shadow-card"
          >
            {option}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  )
}
