import type { Exchange } from '../proxy/exchange.ts'
import type { Cell } from './cell.ts'
import type { Evidence } from './evidence.ts'
import { type Promised, promisesTo } from './promises-to.ts'

/** A promise that was not kept. */
export interface Complaint {
  readonly expected: string
  readonly seen: string
}

/** Holds a cell against what is promised, whatever the code happens to do. No complaint when all is kept. */
export function judgeCell({ report, ...seen }: Evidence): readonly Complaint[] {
  if (!seen.hasStruck) return [{ expected: 'the fault strikes', seen: 'it did not' }]
  if (report === undefined) return [{ expected: 'the call settles in time', seen: 'it did not' }]
  const { fetches, result } = report
  const settled = { ...seen, fetches, result, asked: seen.exchanges.filter((each) => isAsked(each, seen.cell)) }
  return promisesTo(seen.cell.request).flatMap(({ expected, isKept, show }: Promised) =>
    isKept(settled) ? [] : [{ expected, seen: JSON.stringify(show(settled)) }],
  )
}

const isAsked = ({ method, path }: Exchange, { request }: Cell): boolean =>
  request === 'get' ? path.startsWith('/v1/tasks/') : method === 'POST'
