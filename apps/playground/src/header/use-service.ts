import { useEffect, useState } from 'react'

/** Who makes the pictures: the embedded twin, or the real service. */
export type Service = 'emulator' | 'hiapi'

/** Asks the server once; `undefined` until it answered, or when it does not say. */
export function useService(): Service | undefined {
  const [service, setService] = useState<Service>()

  useEffect(() => {
    const controller = new AbortController()
    askService(controller.signal).then(setService, () => undefined)
    return () => controller.abort()
  }, [])

  return service
}

async function askService(signal: AbortSignal): Promise<Service | undefined> {
  const response = await fetch('/api/info', { signal })
  const answer: unknown = await response.json()
  if (typeof answer !== 'object' || answer === null || !('service' in answer)) return undefined
  return answer.service === 'emulator' || answer.service === 'hiapi' ? answer.service : undefined
}
