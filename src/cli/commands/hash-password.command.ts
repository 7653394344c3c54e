import { createInterface } from 'node:readline/promises';
import { hashPassword } from '../../platform/password-hash';
import { type Command, UsageError } from '../command';

export const hashPasswordCommand: Command = {
  name: 'hash-password',
  usage: '< file with the password, or typed in',
  summary: 'Prints the value of ADMIN_PASSWORD_HASH for a password read from standard input.',
  async run(_args, terminal) {
    if (process.stdin.isTTY) terminal.complain('Type the password and press Enter:');
    const lines = createInterface({ input: process.stdin });
    const password = (await lines[Symbol.asyncIterator]().next()).value ?? '';
    lines.close();
    if (password.length < 8) throw new UsageError('Give a password of at least 8 characters.');
    terminal.print(await hashPassword(password));
    return 0;
  },
};
