import type { SwitchName } from './switches.ts'

/** A switch in words for people: what breaks, and what should happen. */
export interface SwitchWords {
  readonly name: Exclude<SwitchName, 'pullThePlug'>
  readonly title: string
  readonly story: string
}

/** The switches by what they break. */
export const switchGroups: readonly { readonly title: string; readonly switches: readonly SwitchWords[] }[] = [
  {
    title: 'Requests',
    switches: [
      {
        name: 'lostAnswers',
        title: 'Lost answers',
        story: 'The task is made and the answer is lost, twice. The same key goes again: one task.',
      },
      {
        name: 'tooManyRequests',
        title: '429 too many requests',
        story: 'Creating and reading are refused for a while. Nothing is asked before Retry-After.',
      },
      {
        name: 'serverErrors',
        title: '5xx from a gateway',
        story: 'A 502 page hides whether the task was made, and reads fail with 500.',
      },
      { name: 'slowNetwork', title: 'Slow network', story: 'Every answer takes 0.4 seconds longer.' },
      {
        name: 'unknownStatus',
        title: 'Unknown status',
        story: 'The service says “polishing”, a word nobody knows yet. The wait goes on.',
      },
    ],
  },
  {
    title: 'Callbacks',
    switches: [
      {
        name: 'droppedCallbacks',
        title: 'Dropped callbacks',
        story: 'The first callback of each task is lost. A poll finds out anyway.',
      },
      { name: 'lateCallbacks', title: 'Late callbacks', story: 'They arrive 2.5 seconds after the end of the task.' },
      {
        name: 'duplicateCallbacks',
        title: 'Duplicate callbacks',
        story: 'Each arrives twice. The picture is settled once.',
      },
    ],
  },
  {
    title: 'Outputs',
    switches: [
      {
        name: 'expiredOutputs',
        title: 'Expired outputs',
        story: 'The link to the picture no longer works. The page says so; the task stays paid.',
      },
    ],
  },
]
