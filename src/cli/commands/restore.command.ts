import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { RestoreRefused, restoreBackup } from '../../database/backup/restore-backup';
import { migrate } from '../../database/migrate';
import { startEmbeddedPostgres } from '../../platform/embedded-postgres';
import { verifyBooks } from '../../usecases/ledger/verify-books';
import { type Command, type Terminal, UsageError } from '../command';
import { withShop } from '../with-shop';

export const restoreCommand: Command = {
  name: 'restore',
  usage: '<file>',
  summary: 'Puts a backup into an empty database, all or nothing, and checks the books.',
  async run(args, terminal) {
    const [file, ...more] = args;
    if (!file || more.length > 0) throw new UsageError('Give one file.');
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
    try {
      await restore(terminal, file);
    } catch (error) {
      if (!(error instanceof RestoreRefused)) throw error;
      terminal.complain(`${error.message} Nothing was changed.`);
      return 1;
    }
    return withShop(terminal, async ({ app }) => {
      const { ok, findings } = await verifyBooks(app);
      terminal.print(ok ? 'The books are in order.' : `The books are NOT in order: ${findings.length} finding(s).`);
      return ok ? 0 : 1;
    });
  },
};

async function restore(terminal: Terminal, file: string): Promise<void> {
  const { database, dataDir } = terminal.config();
  const server = database.url ? undefined : await startEmbeddedPostgres({ dataDir });
  const client = new Client({ connectionString: server?.ownerUrl ?? database.ownerUrl!.reveal() });
  try {
    await migrate(server?.ownerUrl ?? database.ownerUrl!.reveal());
    await client.connect();
    const { tables, rows } = await restoreBackup(client, file);
    terminal.print(`${rows} rows of ${tables} tables were restored.`);
  } finally {
    await client.end().catch(() => undefined);
    await server?.stop();
  }
}
