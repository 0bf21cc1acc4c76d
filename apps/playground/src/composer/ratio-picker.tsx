import type { AspectRatio } from '@nano-banana/react'
import { RadioGroup } from 'radix-ui'
import type { JSX } from 'react'
import { expectedSize, showSize } from '../wish/expected-size.ts'
import type { Wish } from '../wish/wish.ts'
import { FieldLabel } from './field-label.tsx'
import { RatioTile } from './ratio-tile.tsx'

/** What the picker works on. */
export interface RatioPickerProps {
  readonly wish: Wish
  readonly onChange: (part: Partial<Wish>) => void
}

/** All shapes, drawn: the wide ones above the tall ones, so that each finds its twin. */
export function RatioPicker({ wish, onChange }: RatioPickerProps): JSX.Element {
  return (
    <div>
      <FieldLabel id="ratio-label" aside={`${showSize(expectedSize(wish.aspect_ratio, wish.resolution))} px`}>
        Shape
      </FieldLabel>
      <RadioGroup.Root
        aria-labelledby="ratio-label"
        value={wish.aspect_ratio}
        onValueChange={(value) => {
          const ratio = inOrder.find((known) => known === value)
          if (ratio) onChange({ aspect_ratio: ratio })
        }}
        className="grid grid-cols-8 gap-1 rounded-2xl bg-well p-1 shadow-well"
      >
        {inOrder.map((ratio) => (
          <RatioTile key={ratio} ratio={ratio} />
        ))}
      </RadioGroup.Root>
    </div>
  )
}

const wide: readonly AspectRatio[] = ['5:4', '4:3', '3:2', '16:9', '21:9', '4:1', '8:1']
const tall: readonly AspectRatio[] = ['1:1', '4:5', '3:4', '2:3', '9:16', '1:4', '1:8']
const inOrder: readonly AspectRatio[] = ['auto', ...wide, ...tall]
