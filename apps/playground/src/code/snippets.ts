import type { Wish } from '../wish/wish.ts'
import { browserSnippet } from './browser-snippet.ts'
import { cliSnippet } from './cli-snippet.ts'
import { curlSnippet } from './curl-snippet.ts'
import { nodeSnippet } from './node-snippet.ts'
import { reactSnippet } from './react-snippet.ts'

/** A service of this machine that the code shall reach: the emulator behind the page. */
export interface LocalService {
  readonly url: string
  readonly apiKey: string
}

/** What to make, and where. */
export interface SnippetOptions {
  readonly wish: Wish
  /** Nothing for HiAPI itself, with the key of the environment. */
  readonly local: LocalService | undefined
}

/** Code that makes the picture of the form, as it stands. */
export interface Snippet {
  readonly name: 'curl' | 'Node' | 'Browser' | 'React' | 'CLI'
  readonly language: 'shell' | 'javascript'
  /** What has to be there first. */
  readonly needs: string
  readonly code: string
}

/** All ways to make one picture. */
export const snippetsFor = (options: SnippetOptions): readonly Snippet[] => [
  { name: 'curl', language: 'shell', needs: keyNeeded(options), code: curlSnippet(options) },
  { name: 'Node', language: 'javascript', needs: 'npm install @nano-banana/node', code: nodeSnippet(options) },
  { name: 'Browser', language: 'javascript', needs: 'npm install @nano-banana/browser', code: browserSnippet(options) },
  { name: 'React', language: 'javascript', needs: 'npm install @nano-banana/react', code: reactSnippet(options) },
  { name: 'CLI', language: 'shell', needs: keyNeeded(options), code: cliSnippet(options) },
]

const keyNeeded = ({ local }: SnippetOptions): string => (local ? 'Nothing to install' : 'export HIAPI_API_KEY=…')
