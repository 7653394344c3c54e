import { verifyBooks } from '../../usecases/ledger/verify-books';
import type { Command } from '../command';
import { withShop } from '../with-shop';

export const verifyCommand: Command = {
  name: 'verify',
  usage: '',
  summary: 'Checks the books against their rules and names each row that breaks one.',
  run: (_args, terminal) =>
    withShop(terminal, async ({ app }) => {
      const { ok, findings } = await verifyBooks(app);
      for (const { invariant, row, detail } of findings) terminal.complain(`${invariant}: ${row}: ${detail}`);
      if (ok) terminal.print('The books are in order.');
      else terminal.complain(`The books are NOT in order: ${findings.length} finding(s).`);
      return ok ? 0 : 1;
    }),
};
