import { useEffect, useState } from 'react'
import { askService, type ServiceInfo } from './service-info.ts'

/** What is behind the page; `undefined` until the server answered, or when it does not say. */
export function useService(): ServiceInfo | undefined {
  const [info, setInfo] = useState<ServiceInfo>()

  useEffect(() => {
    let isOver = false
    askService().then(
      (answer) => !isOver && setInfo(answer),
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [])

  return info
}
