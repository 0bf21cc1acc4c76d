import { aspectRatios, outputFormats, resolutions } from '@nano-banana/node'
import { Command, InvalidArgumentError, Option } from 'commander'
import { addBatchCommand } from './batch/batch-command.ts'
import { doctor } from './commands/doctor.ts'
import { emulator } from './commands/emulator.ts'
import { generate } from './commands/generate.ts'
import { get } from './commands/get.ts'
import { list } from './commands/list.ts'
import { listen } from './commands/listen.ts'
import { wait } from './commands/wait.ts'
import { exitCodes } from './exit-code.ts'
import { addJournalCommand } from './journal-command.ts'
import { reportError } from './report.ts'
import { parseSince } from './since.ts'
import type { Terminal } from './terminal.ts'

/** Runs the command line; resolves to the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = exitCodes.done
  const settle = async (work: Promise<number>): Promise<void> => {
    exitCode = await work
  }
  try {
    await createProgram(terminal, settle).parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    return reportError(error, terminal, {})
  }
}

function createProgram(terminal: Terminal, settle: (work: Promise<number>) => Promise<void>): Command {
  const program = new Command('nano-banana')
    .description('Pictures by HiAPI’s Nano-Banana-2, from the terminal.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
    .showHelpAfterError('(--help tells more)')

  program
    .command('generate')
    .description('make one picture and save it')
    .argument('<prompt>', 'what to draw, or how to change the references')
    .option('--aspect-ratio <ratio>', aspectRatios.join(' '), 'auto')
    .option('--resolution <tier>', resolutions.join(' '), '1K')
    .option('--format <format>', outputFormats.join(' '), 'png')
    .option('--reference <url...>', 'https URLs of reference pictures')
    .option('--out <file>', 'where to save the picture (default: a name made of the task id)')
    .option('--force', 'overwrite an existing file')
    .option('--json', 'print one JSON object')
    .option('--emulator', 'use the emulator inside this command: no key, nothing billed')
    .option('--idempotency-key <key>', 'the key of an earlier try, to get its task without paying twice')
    .option('--timeout <seconds>', 'how long to wait (default: 600)', positive)
    .action((prompt, flags) => settle(generate(prompt, flags, terminal)))

  program
    .command('wait')
    .description('wait for a task made earlier, and save its picture')
    .argument('<taskId>')
    .option('--out <file>', 'where to save the picture (default: a name made of the task id)')
    .option('--force', 'overwrite an existing file')
    .option('--json', 'print one JSON object')
    .option('--timeout <seconds>', 'how long to wait (default: 600)', positive)
    .action((taskId, flags) => settle(wait(taskId, flags, terminal)))

  program
    .command('get')
    .description('show where a task stands')
    .argument('<taskId>')
    .option('--json', 'print one JSON object')
    .action((taskId, flags) => settle(get(taskId, flags, terminal)))

  program
    .command('list')
    .description('show the account’s tasks, newest first')
    .option('--page <number>', 'which page (default: 1)', positive)
    .option('--size <number>', 'tasks a page, at most 100 (default: 10)', positive)
    .option('--json', 'print one JSON object')
    .action((flags) => settle(list(flags, terminal)))

  program
    .command('listen')
    .description('deliver the callbacks of the account’s tasks to an app on this machine, without a tunnel')
    .requiredOption('--forward-to <url>', 'where the app takes callbacks, such as http://localhost:3000/hooks/hiapi')
    .option('--secret <secret>', 'what callbacks are signed with (default: HIAPI_WEBHOOK_SECRET)')
    .option('--since <time>', 'also tasks that ended since then: 30m, 2h, 1d, or a date', since)
    .option('--speed <factor>', 'how many times sooner than HiAPI to deliver again (default: 1)', positive)
    .option('--allow-remote', 'let callbacks, which open the account’s pictures, leave this machine')
    .option('--json', 'print a JSON object a line')
    .action((flags) => settle(listen(flags, terminal)))

  program
    .command('doctor')
    .description('look for what will go wrong: key, service, clock, Node, callbacks; nothing is billed')
    .option('--callback-url <url>', 'where callbacks are to arrive, to see whether somebody is there')
    .option('--json', 'print one JSON object')
    .action((flags) => settle(doctor(flags, terminal)))

  program
    .command('emulator')
    .description('serve a local twin of the API')
    .option('--port <number>', 'where to listen on 127.0.0.1', wholeNumber, 8787)
    .option('--speed <factor>', 'how many times faster than the service tasks run', positive, 1)
    .option('--seed <number>', 'the same seed gives the same durations', wholeNumber, 1)
    .option('--quota <number>', 'requests a minute; 0 lifts all limits', wholeNumber, 60)
    .option('--balance <number>', 'how many tasks each account can pay for (default: any number)', wholeNumber)
    .addOption(
      new Option('--clock <clock>', 'a virtual one stands still until /control/advance')
        .choices(['real', 'virtual'])
        .default('real'),
    )
    .option('--webhook-secret <secret>', 'what callbacks are signed with, 16 to 256 characters')
    .option('--control-token <token>', 'opens the routes below /control/ to who sends it, 16 characters or more')
    .action((flags) => settle(emulator(flags, terminal)))

  addBatchCommand(program, terminal, settle)
  addJournalCommand(program, terminal, settle)
  return program
}

function positive(text: string): number {
  const value = Number(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('It must be a positive number.')
}

function since(text: string): number {
  const sinceMs = parseSince(text, Date.now())
  if (sinceMs !== undefined) return sinceMs
  throw new InvalidArgumentError('It must be a time ago, such as 30m, 2h or 1d, or a date such as 2026-11-25T12:00Z.')
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number.')
}
