import { randomBytes } from 'node:crypto'
import type { RelayUser } from '@nano-banana/node'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'

const name = 'nano-banana-session'

/** Gives a visitor a name of their own, which no script can read and no other site can send. */
export function ensureSession(context: Context): void {
  if (isSession(getCookie(context, name))) return
  setCookie(context, name, randomBytes(16).toString('hex'), { httpOnly: true, sameSite: 'Strict', path: '/' })
}

/** Whose request it is; nobody's without a session. */
export function sessionUser(request: Request): RelayUser | undefined {
  const id = parse(request.headers.get('cookie') ?? '', name)[name]
  return isSession(id) ? { id } : undefined
}

const isSession = (id: string | undefined): id is string => id !== undefined && /^[0-9a-f]{32}$/.test(id)
