import { accountNameOf } from '../service/account.ts'
import { isJson } from '../service/is-json.ts'
import { parseCreate } from '../service/parse-create.ts'
import type { ServiceRequest } from '../service/service-answer.ts'

/** The references of a create. One that is refused for its key or form has none: nothing is read on behalf of a stranger. */
export function referencesIn({ headers, body }: ServiceRequest): readonly string[] {
  if (accountNameOf(headers['authorization']) === undefined || !isJson(headers['content-type'])) return []
  const { data } = parseCreate(body)
  return data?.input.image_input ?? []
}
