#!/usr/bin/env node
/**
 * The command line. node-cron spins for an hour in a host zone with summer time, so the process runs in UTC; the host's
 * own zone is read first, for people who ask in a terminal. Each command loads only what it needs.
 */
const hostZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
process.env.TZ = 'UTC';

import { parseArgs } from 'node:util';
import { CommandLineError } from './command-line-error.js';

const usage = `Frontdesk: the front desk of an open-source community, on Slack and Discord.

  frontdesk start                 join Slack and Discord with the tokens in .env; with none, open the page
  frontdesk try                   open the page even when tokens are set [--now INSTANT]
  frontdesk ask "TEXT"            answer a question or a /command here [--zone ZONE] [--now INSTANT] [--json]
  frontdesk ask                   the same, line by line
  frontdesk check [FILE]          read a community file and list everything to mend
  frontdesk plan                  list every reminder to come, posting none [--from DATE] [--to DATE] [--json]
  frontdesk schedule              list the coming dates that were changed in chat [--zone ZONE] [--json]
  frontdesk schedule export       print them as YAML to fold back into the community file [--json]
  frontdesk receipts [MEETING]    list what became of the latest reminders [--state STATE] [--limit N] [--zone ZONE]
                                  [--json]; STATE is posted, skipped, waiting or broken (not posted)
  frontdesk questions             list the questions that were not answered well [--since DATE] [--limit N] [--zone ZONE]
                                  [--json], or print the answers written in chat as YAML [--export]
  frontdesk eval                  measure how well questions with known answers are answered: --questions FILE.jsonl
                                  with --corpus DIR_OR_JSONL, --community FILE or both [--now INSTANT] [--json]
  frontdesk schema                print the JSON Schema of the community file
  frontdesk manifest slack        print the manifest for a new Slack app [--request-url URL]
  frontdesk invite discord        print the address that adds the bot to a server [--application ID]

  --file FILE                     another community file than FRONTDESK_COMMUNITY
  --help, --version
`;

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv);
  const [command, ...rest] = positionals;
  if (values.version) return print((await import('./version.js')).version);
  if (values.help || command === undefined) return print(usage.trimEnd());
  const { readEnvironment } = await import('./environment.js');
  const environment = readEnvironment(values.file);
  switch (command) {
    case 'start':
    case 'try':
      return (await import('./start.js')).start(environment, { page: command === 'try', now: values.now });
    case 'ask':
      return (await import('./ask.js')).ask(rest.length === 0 ? undefined : rest.join(' '), environment, {
        ...values,
        hostZone,
      });
    case 'check':
      return (await import('./check.js')).check(rest[0], environment);
    case 'plan':
      return (await import('./plan.js')).plan(environment, values);
    case 'schedule':
      return (await import('./schedule.js')).schedule(environment, rest, values);
    case 'receipts':
      return (await import('./receipts.js')).receipts(environment, rest, values);
    case 'questions':
      return (await import('./questions.js')).questions(environment, rest, values);
    case 'eval':
      return (await import('./eval.js')).evaluate(rest, values);
    case 'schema':
      return print(JSON.stringify((await import('../community/schema.js')).communitySchema(), null, 2));
    case 'manifest':
      return (await import('./platform-setup.js')).manifest(rest[0], environment, values['request-url']);
    case 'invite':
      return (await import('./platform-setup.js')).invite(rest[0], environment, values.application);
    default:
      throw new CommandLineError(`There is no command “${command}”. See frontdesk --help.`, 2);
  }
}

function parse(argv: readonly string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        zone: option,
        now: option,
        from: option,
        to: option,
        meeting: option,
        state: option,
        limit: option,
        since: option,
        corpus: { type: 'string', multiple: true },
        questions: option,
        community: option,
        file: option,
        application: option,
        'request-url': option,
        json: { type: 'boolean', default: false },
        export: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new CommandLineError(`${optionFault(error)} See frontdesk --help.`, 2);
  }
}

/** Node's own messages are written for programmers: one sentence is enough. */
function optionFault(error: unknown): string {
  const { code, message = '' } = error as { readonly code?: string; readonly message?: string };
  const [, option = ''] = /'(-[^' ]*)/.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option “${option}”.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `The option ${option} needs a value, or takes none.`;
  return `${message}.`;
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandLineError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
