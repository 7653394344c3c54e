import { ConfigError } from '../config';
import { redactText } from '../platform/redact';
import { type Command, type Terminal, UsageError } from './command';
import { backupCommand } from './commands/backup.command';
import { configCommand } from './commands/config.command';
import { createKeyCommand } from './commands/create-key.command';
import { doctorCommand } from './commands/doctor.command';
import { emitSchemaCommand } from './commands/emit-schema.command';
import { eraseUserCommand } from './commands/erase-user.command';
import { hashPasswordCommand } from './commands/hash-password.command';
import { importNumbersCommand } from './commands/import-numbers.command';
import { reconcileCommand } from './commands/reconcile.command';
import { restoreCommand } from './commands/restore.command';
import { rotateSecretKeyCommand } from './commands/rotate-secret-key.command';
import { seedDemoCommand } from './commands/seed-demo.command';
import { tryCodesCommand } from './commands/try-codes.command';
import { verifyCommand } from './commands/verify.command';

const COMMANDS: readonly Command[] = [
  doctorCommand,
  verifyCommand,
  reconcileCommand,
  createKeyCommand,
  eraseUserCommand,
  hashPasswordCommand,
  seedDemoCommand,
  emitSchemaCommand,
  importNumbersCommand,
  tryCodesCommand,
  configCommand,
  backupCommand,
  restoreCommand,
  rotateSecretKeyCommand,
];

/** Runs one command. The answer is the exit code: 0 all well, 1 not, 2 called wrongly. */
export async function runCli([name, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') {
    terminal.print(help());
    return 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    terminal.complain(name ? `There is no command "${name}".\n\n${help()}` : help());
    return 2;
  }
  if (args[0] === '--help' || args[0] === '-h') {
    terminal.print(`Usage: ${usageOf(command)}\n\n${command.summary}`);
    return 0;
  }
  try {
    if (command.usage === '' && args.length > 0) throw new UsageError(`${command.name} takes no arguments.`);
    return await command.run(args, terminal);
  } catch (error) {
    if (isUsage(error)) {
      terminal.complain(`${error.message}\nUsage: ${usageOf(command)}`);
      return 2;
    }
    terminal.complain(error instanceof ConfigError ? error.message : redactText((error as Error).message));
    return 1;
  }
}

const usageOf = ({ name, usage }: Command) => `npm run shop -- ${name} ${usage}`.trim();

function help(): string {
  const lines = COMMANDS.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.trim()}\n      ${summary}`);
  return ['Usage: npm run shop -- <command>', '', ...lines, '  help\n      Shows this.'].join('\n');
}

/** parseArgs throws errors of its own for unknown options. */
function isUsage(error: unknown): error is Error {
  return error instanceof UsageError || /^ERR_PARSE_ARGS/.test(String((error as { code?: unknown }).code));
}
