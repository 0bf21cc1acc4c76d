import { inShell } from './in-shell.ts'
import type { SnippetOptions } from './snippets.ts'

/** One command, one file. */
export function cliSnippet({ wish, local }: SnippetOptions): string {
  const { prompt, image_input, aspect_ratio, resolution, output_format } = wish
  const flags = [
    ...(aspect_ratio === 'auto' ? [] : [`--aspect-ratio ${aspect_ratio}`]),
    ...(resolution === '1K' ? [] : [`--resolution ${resolution}`]),
    ...(output_format === 'png' ? [] : [`--format ${output_format}`]),
    ...(image_input.length === 0 ? [] : [`--reference ${image_input.map(inShell).join(' ')}`]),
    `--out picture.${output_format}`,
  ]
  const service = local ? `HIAPI_BASE_URL=${local.url} HIAPI_API_KEY=${local.apiKey} \\\n` : ''
  // Before the prompt stands an end of flags, if it looks like one.
  const words = prompt.startsWith('-') ? [...flags, `-- ${inShell(prompt)}`] : [inShell(prompt), ...flags]
  return `${service}npx @nano-banana/cli generate ${words.join(' \\\n  ')}`
}
