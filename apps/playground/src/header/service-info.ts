import type { LocalService } from '../code/snippets.ts'

/** What is behind the page. */
export interface ServiceInfo {
  /** Who makes the pictures: the embedded twin, or the real service. */
  readonly service: 'emulator' | 'hiapi'
  /** Whether it can be broken on purpose. */
  readonly isBreakable: boolean
  /** Whether files can be references: HiAPI cannot reach this machine. */
  readonly hasUploads: boolean
  /** Where code may reach the emulator. */
  readonly local: LocalService | undefined
}

/** Asks the server. Rejects when it does not answer, or not in these words. */
export async function askService(): Promise<ServiceInfo> {
  const answer: unknown = await (await fetch('/api/info')).json()
  if (typeof answer !== 'object' || answer === null || !('service' in answer)) throw new Error('No such answer')
  const { service, isBreakable, hasUploads, local } = {
    isBreakable: false,
    hasUploads: false,
    local: undefined,
    ...answer,
  }
  if (service !== 'emulator' && service !== 'hiapi') throw new Error('No such service')
  return {
    service,
    isBreakable: isBreakable === true,
    hasUploads: hasUploads === true,
    local: isLocalService(local) ? local : undefined,
  }
}

const isLocalService = (value: unknown): value is LocalService =>
  typeof value === 'object' &&
  value !== null &&
  'url' in value &&
  typeof value.url === 'string' &&
  'apiKey' in value &&
  typeof value.apiKey === 'string'
