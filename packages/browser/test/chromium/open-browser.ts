import { env } from 'node:process'
import { type Browser, chromium } from 'playwright-core'

/** Debian's Chromium. */
export const browserPath = env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** It reaches nothing but what a test opens. */
export const browserArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser in which all tabs count as seen. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserPath, args: [...browserArgs] })
