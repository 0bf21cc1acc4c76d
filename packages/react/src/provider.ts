import type { Client } from '@nano-banana/core'
import { createContext, createElement, type ReactElement, type ReactNode, useContext } from 'react'

const ClientContext = createContext<Client | undefined>(undefined)

/** Gives the hooks below it their client. */
export function NanoBananaProvider({
  client,
  children,
}: {
  readonly client: Client
  readonly children?: ReactNode
}): ReactElement {
  return createElement(ClientContext.Provider, { value: client }, children)
}

/** The client of the nearest provider. Throws when there is none. */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (client === undefined)
    throw new Error('Wrap the app in <NanoBananaProvider client={createNanoBanana({ endpoint })}>')
  return client
}
