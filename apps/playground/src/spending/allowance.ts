/** What a visitor has made today of pictures that cost money, and how many more were confirmed. */
export interface Allowance {
  readonly made: number
  readonly left: number
}
