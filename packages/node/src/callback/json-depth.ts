/** Whether JSON is nested deeper than that many levels. What is no JSON is told anything; the parser refuses it. */
export function isDeeper(json: string, levels: number): boolean {
  // Few brackets cannot be deep, and nearly every callback has few.
  const openings = json.match(/[[{]/g) ?? []
  return openings.length > levels && depthOf(json) > levels
}

function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  for (let at = 0, isText = false; at < json.length; at += 1) {
    const character = json[at]
    // What follows a backslash ends no text.
    if (isText && character === '\\') at += 1
    else if (character === '"') isText = !isText
    else if (!isText && (character === '{' || character === '[')) deepest = Math.max(deepest, ++depth)
    else if (!isText && (character === '}' || character === ']')) depth -= 1
  }
  return deepest
}
