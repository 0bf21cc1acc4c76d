import { Check, Terminal } from 'lucide-react'
import type { JSX } from 'react'
import { useCopy } from '../browser/use-copy.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { asCurl } from './as-curl.ts'
import type { WireEntry } from './wire-entry.ts'

/** All of one request and its answer. */
export function WireDetails({ entry }: { readonly entry: WireEntry }): JSX.Element {
  const { requestHeaders, requestBody, answerHeaders, answerBody, status, failure, road } = entry
  const { isCopied, copy } = useCopy(asCurl(entry, location.origin))
  const Icon = isCopied ? Check : Terminal
  return (
    <div className="grid gap-5 bg-table px-4 py-4 sm:px-10 lg:grid-cols-2">
      {road !== 'event' && <Message title="Request" headers={requestHeaders} body={requestBody} />}
      <Message
        title={failure === undefined ? `Answer${status === undefined ? '' : ` ${status}`}` : `No answer: ${failure}`}
        headers={answerHeaders}
        body={answerBody}
      />
      {road !== 'event' && (
        <ActionButton emphasis="quiet" data-testid="copy-curl" onClick={copy} className="h-9 w-fit text-[0.8125rem]">
          <Icon aria-hidden="true" className="size-4" />
          {isCopied ? 'Copied' : 'Copy as curl'}
        </ActionButton>
      )}
    </div>
  )
}

// What every answer of a careful server carries says nothing of this one.
const isNoise =
  /^(cross-origin|content-security|origin-agent|referrer-policy|x-(?!hiapi|ratelimit)|keep-alive|connection)/

interface MessageProps {
  readonly title: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

function Message({ title, headers, body }: MessageProps): JSX.Element {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 text-sm font-semibold">{title}</h2>
      <dl className="font-mono text-xs leading-relaxed">
        {Object.entries(headers)
          .filter(([name]) => !isNoise.test(name))
          .map(([name, value]) => (
            <div key={name} className="wrap-anywhere">
              <dt className="inline text-soft">{name}: </dt>
              <dd className="inline">{value}</dd>
            </div>
          ))}
      </dl>
      {body !== undefined && body !== '' && (
        <pre className="mt-3 font-mono text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere">{pretty(body)}</pre>
      )}
    </section>
  )
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2)
  } catch {
    return body
  }
}
