import type { AspectRatio } from '@nano-banana/react'
import { Sparkles } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import type { JSX } from 'react'
import { classNames } from '../ui/class-names.ts'
import { expectedSize } from '../wish/expected-size.ts'

/** One shape to choose, drawn to scale. */
export function RatioTile({ ratio }: { readonly ratio: AspectRatio }): JSX.Element {
  return (
    <RadioGroup.Item
      value={ratio}
      data-testid={`ratio-${ratio}`}
      className={classNames(
        'group flex flex-col items-center rounded-xl text-[0.6875rem] leading-none text-soft tabular-nums transition hover:text-ink data-[state=checked]:bg-card data-[state=checked]:font-semibold data-[state=checked]:text-ink data-[state=checked]:shadow-card',
        ratio === 'auto' ? 'row-span-2 justify-center gap-2' : 'h-15 justify-end gap-1 pb-1.5',
      )}
    >
      <span aria-hidden="true" className="grid size-8 place-items-center">
        {ratio === 'auto' ? <Sparkles className={`${drawn} size-5`} /> : <Shape ratio={ratio} />}
      </span>
      {ratio}
    </RadioGroup.Item>
  )
}

function Shape({ ratio }: { readonly ratio: AspectRatio }): JSX.Element {
  const { width, height } = expectedSize(ratio, '1K')
  // Of equal area where the tile allows it: a square would dwarf a strip of the same length.
  const scale = Math.min(20 / Math.sqrt(width * height), 30 / Math.max(width, height))
  const [drawnWidth, drawnHeight] = [width * scale, Math.max(height * scale, 3)]
  return (
    <svg width="32" height="32" viewBox="-16 -16 32 32" aria-hidden="true">
      <rect
        x={-drawnWidth / 2}
        y={-drawnHeight / 2}
        width={drawnWidth}
        height={drawnHeight}
        rx={Math.min(2.5, drawnWidth / 3, drawnHeight / 3)}
        strokeWidth="1.5"
        className={drawn}
      />
    </svg>
  )
}

const drawn =
  'fill-transparent stroke-current transition-colors duration-200 group-data-[state=checked]:fill-banana group-data-[state=checked]:stroke-ink'
