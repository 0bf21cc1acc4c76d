import { createGenerationService, createNanoBanana, type GenerationService, sqliteJournal } from '@nano-banana/node'

// A module is loaded anew at every change while one develops; the service, its watch and its journal must not be.
const kept: { nanoBanana?: GenerationService } & typeof globalThis = globalThis

/** The one service of this process. */
export function theService(): GenerationService {
  kept.nanoBanana ??= createGenerationService({
    client: createNanoBanana(),
    journal: sqliteJournal({ path: process.env['NANO_BANANA_JOURNAL'] ?? 'operations.sqlite' }),
    secret: process.env['NANO_BANANA_SECRET'] ?? '',
    callback: {
      publicUrl: process.env['NANO_BANANA_CALLBACK_URL'] ?? '',
      secrets: [process.env['HIAPI_WEBHOOK_SECRET'] ?? ''],
    },
  })
  return kept.nanoBanana
}
