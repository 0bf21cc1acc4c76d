import type { Report } from './report.ts'

/** What a client process says of a job: that a connection was refused, how it ended, or that it asked once more after that. */
export type JobMessage = { readonly type: 'refused' | 'late'; readonly cell: string } | Report

/** What a client process says. */
export type ClientMessage = { readonly type: 'ready' } | JobMessage

const types: readonly unknown[] = ['ready', 'refused', 'late', 'settled']

/** Tells what a client process says from any other message. */
export const isClientMessage = (message: unknown): message is ClientMessage =>
  typeof message === 'object' && message !== null && 'type' in message && types.includes(message.type)
