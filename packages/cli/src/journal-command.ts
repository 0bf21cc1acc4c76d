import { operationStates } from '@nano-banana/node'
import { type Command, Option } from 'commander'
import { countJournal, decide, type JournalDecision, listJournal } from './commands/journal.ts'
import type { Terminal } from './terminal.ts'

const decisions: Readonly<Record<JournalDecision, string>> = {
  resubmit: 'let the service go on with a parked operation; where nobody knows its task, it may be paid a second time',
  discard: 'give a parked operation up; its name stays taken',
  erase: 'remove the prompt and the metadata of a settled operation',
}

/** Adds `nano-banana journal`: what people do with the journal of a service, whether it runs or not. */
export function addJournalCommand(
  program: Command,
  terminal: Terminal,
  settle: (work: Promise<number>) => Promise<void>,
): void {
  const journal = program
    .command('journal')
    .description('look into the journal of a service, and decide what is parked')

  journal
    .command('list')
    .description('show operations, newest first')
    .argument('<file>', 'the journal')
    .addOption(new Option('--state <state>', 'only these').choices(operationStates))
    .option('--owner <owner>', 'only theirs')
    .option('--limit <number>', 'so many at most (default: 20)', Number)
    .option('--json', 'print a JSON object a line')
    .action((file, flags) => settle(listJournal(file, flags, terminal)))

  journal
    .command('stats')
    .description('count operations by state')
    .argument('<file>', 'the journal')
    .option('--json', 'print one JSON object')
    .action((file, flags) => settle(countJournal(file, flags, terminal)))

  for (const [decision, description] of Object.entries(decisions) as [JournalDecision, string][])
    journal
      .command(decision)
      .description(description)
      .argument('<file>', 'the journal')
      .argument('<operationId>')
      .option('--json', 'print one JSON object')
      .action((file, operationId, flags) => settle(decide(decision, { file, operationId }, flags, terminal)))
}
