/** What one look at this machine came to. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly check: string
  /** `problem`: pictures or callbacks will fail. `warning`: they work, but not as well as they could. */
  readonly verdict: 'fine' | 'warning' | 'problem' | 'skipped'
  readonly says: string
  /** What to do about it. */
  readonly advice?: string
}
