/** A piece of code and what it is, to be coloured. */
export interface CodeToken {
  readonly kind: 'comment' | 'string' | 'word' | 'plain'
  readonly text: string
}

const patterns = {
  javascript:
    /(?<comment>\/\/[^\n]*)|(?<string>'(?:\\.|[^'\\\n])*')|(?<word>\b(?:import|from|const|await|for|of|function|return|if|new|export)\b)/g,
  shell: /(?<comment>^#[^\n]*)|(?<string>'(?:[^']|'\\'')*'|"[^"]*")|(?<word>\b(?:until|do|done|curl|npx)\b)/gm,
}

/** Cuts code into tokens; together they are the code again. */
export function codeTokens(code: string, language: keyof typeof patterns): readonly CodeToken[] {
  const tokens: CodeToken[] = []
  let end = 0
  for (const { 0: text, index, groups = {} } of code.matchAll(patterns[language])) {
    if (index > end) tokens.push({ kind: 'plain', text: code.slice(end, index) })
    const kind = groups['comment'] ? 'comment' : groups['string'] ? 'string' : 'word'
    tokens.push({ kind, text })
    end = index + text.length
  }
  return [...tokens, { kind: 'plain', text: code.slice(end) }]
}
