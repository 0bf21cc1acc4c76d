import { inShell } from './in-shell.ts'
import type { SnippetOptions } from './snippets.ts'
import { wantedOptions } from './wanted-options.ts'

/** The same by the API alone: create with a key of its own, ask until it ends, download. */
export function curlSnippet({ wish, local }: SnippetOptions): string {
  const body = JSON.stringify({ model: 'Nano-Banana-2', input: wantedOptions(wish) }, undefined, 2)
  const file = `picture.${wish.output_format}`
  const pauseSeconds = local ? '0.2' : '3'
  return `api=${local?.url ?? 'https://api.hiapi.ai'}
auth="Authorization: Bearer ${local?.apiKey ?? '$HIAPI_API_KEY'}"

# The same key for every try: whatever gets lost, there is one task, and one bill.
task=$(curl --silent --show-error --retry 5 --retry-all-errors "$api/v1/tasks" \\
  --header "$auth" \\
  --header 'Content-Type: application/json' \\
  --header "Idempotency-Key: picture-$(date +%s)-$$" \\
  --data ${inShell(body)} \\
  | grep --only-matching 'tk-hiapi-[0-9A-Z]*')

until answer=$(curl --silent --show-error --header "$auth" "$api/v1/tasks/$task")
  echo "$answer" | grep --quiet '"status": *"\\(success\\|fail\\)"'
do sleep ${pauseSeconds}; done

url=$(echo "$answer" | grep --only-matching 'https\\{0,1\\}://[^"]*' | head -n 1)
curl --silent --show-error --fail --output ${file} "$url" && echo ${file}`
}
