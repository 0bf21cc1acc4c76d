import { Switch } from 'radix-ui'
import type { JSX } from 'react'
import { switchGroups } from './switch-words.ts'
import type { Switches, SwitchName } from './switches.ts'

/** What the board shows, and what happens when it is used. */
export interface SwitchBoardProps {
  readonly switches: Switches | undefined
  readonly onSwitch: (name: SwitchName, isOn: boolean) => void
}

/** What can be broken, each with what should happen then. */
export function SwitchBoard({ switches, onSwitch }: SwitchBoardProps): JSX.Element {
  return (
    <div className="flex flex-col gap-7">
      {switchGroups.map(({ title, switches: group }) => (
        <section key={title} aria-label={title}>
          <h2 className="mb-2.5 text-sm font-medium">{title}</h2>
          <ul className="overflow-hidden rounded-2xl bg-card shadow-card">
            {group.map(({ name, title: words, story }) => (
              <li key={name} className="border-line/60 not-last:border-b">
                <label
                  htmlFor={`toggle-${name}`}
                  className="flex cursor-pointer items-center gap-4 px-4 py-3.5 transition hover:bg-raised sm:px-5"
                >
                  <span className="min-w-0 flex-1">
                    <span id={`switch-${name}`} className="block text-[0.9375rem] font-medium">
                      {words}
                    </span>
                    <span className="mt-0.5 block text-[0.8125rem] text-pretty text-soft">{story}</span>
                  </span>
                  <Switch.Root
                    id={`toggle-${name}`}
                    data-testid={`switch-${name}`}
                    aria-labelledby={`switch-${name}`}
                    checked={switches?.[name] ?? false}
                    disabled={switches === undefined}
                    onCheckedChange={(isOn) => onSwitch(name, isOn)}
                    className="relative h-7 w-12 shrink-0 rounded-full bg-well shadow-well transition data-[state=checked]:bg-banana"
                  >
                    <Switch.Thumb className="block size-5.5 translate-x-1 rounded-full bg-soft transition data-[state=checked]:translate-x-5.5 data-[state=checked]:bg-on-banana" />
                  </Switch.Root>
                </label>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
