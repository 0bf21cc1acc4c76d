import { Images } from 'lucide-react'
import type { JSX } from 'react'
import { actionClass } from '../ui/action-button.tsx'

/** The wall when nothing hangs there, and why. */
export function NothingHere({ isFiltered }: { readonly isFiltered: boolean }): JSX.Element {
  return (
    <div className="grid min-h-[24rem] place-items-center rounded-3xl bg-table p-8 text-center shadow-well">
      <div>
        <Images aria-hidden="true" className="mx-auto mb-4 size-8 text-soft" strokeWidth={1.5} />
        <p className="text-lg font-semibold tracking-tight">
          {isFiltered ? 'No prompt has these words' : 'Your pictures will hang here'}
        </p>
        <p className="mt-1 text-sm text-soft">
          {isFiltered ? 'Fewer words find more.' : 'They stay over a reload, for as long as their links work.'}
        </p>
        {!isFiltered && (
          <a href="#create" className={`${actionClass('strong')} mt-6`}>
            Make the first one
          </a>
        )}
      </div>
    </div>
  )
}
