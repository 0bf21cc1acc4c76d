import type { ComponentProps, JSX } from 'react'
import { classNames } from './class-names.ts'

/** How loud a button is. */
export type Emphasis = 'strong' | 'quiet'

/** A button, or with `actionClass` anything that looks like one. */
export function ActionButton({
  emphasis,
  className,
  ...props
}: ComponentProps<'button'> & { readonly emphasis: Emphasis }): JSX.Element {
  return <button type="button" {...props} className={classNames(actionClass(emphasis), className)} />
}

/** The looks of a button. */
export const actionClass = (emphasis: Emphasis): string => classNames(shape, looks[emphasis])

/** The looks of a round button with nothing but a picture on it. */
export const roundClass =
  'grid size-11 shrink-0 place-items-center rounded-full bg-card text-soft shadow-card transition hover:bg-raised hover:text-ink'

const shape =
  'inline-flex h-11 select-none items-center justify-center gap-2 rounded-xl px-4 text-[0.9375rem] font-semibold transition duration-200 active:translate-y-px aria-disabled:cursor-default aria-disabled:active:translate-y-0'

const looks: Readonly<Record<Emphasis, string>> = {
  strong:
    'bg-banana text-on-banana shadow-key hover:bg-banana-bright aria-disabled:bg-banana-pale aria-disabled:shadow-none',
  quiet: 'bg-card text-ink shadow-card hover:bg-raised',
}
