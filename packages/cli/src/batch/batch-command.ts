import { type Command, InvalidArgumentError } from 'commander'
import { batch } from '../commands/batch.ts'
import type { Terminal } from '../terminal.ts'
import { addPrice } from './batch-flags.ts'

/** Adds `batch` to the program. */
export function addBatchCommand(
  program: Command,
  terminal: Terminal,
  settle: (work: Promise<number>) => Promise<void>,
): void {
  program
    .command('batch')
    .description('make a picture of each line of a JSONL file; run it again to go on')
    .argument('<file>', 'an object a line: {"prompt": "...", "id": "...", "aspect_ratio": "16:9", ...}')
    .requiredOption('--out <folder>', 'where to save the pictures and results.jsonl')
    .option('--concurrency <number>', 'rows under way at once (default: 20)', count)
    .option('--limit <number>', 'only the first so many rows', count)
    .option('--max-tasks <number>', 'never make more tasks than this for the batch, of all runs', count)
    .option('--price <price>', 'what a picture costs, by resolution: 1K=0.05; may be repeated', addPrice)
    .option('--retry-failed', 'ask once more, and pay, for rows that have failed or were refused')
    .option('--same-account', 'the API key is a new one of the account that the batch was begun with')
    .option('--dry-run', 'tell what is wrong, what it costs and how long it takes; send nothing')
    .option('--json', 'print one JSON object a line')
    .option('--emulator', 'use the emulator inside this command: no key, nothing billed')
    .action((file, flags) => settle(batch(file, flags, terminal)))
}

function count(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number.')
}
