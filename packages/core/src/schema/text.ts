import type { Rule } from './field.ts'
import { mustBe } from './must-be.ts'

/** Any text. */
export const text: Rule = (value) => (typeof value === 'string' ? undefined : mustBe('a string', value))
