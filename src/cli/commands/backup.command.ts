import { existsSync } from 'node:fs';
import { writeBackup } from '../../database/backup/write-backup';
import { type Command, UsageError } from '../command';
import { withShop } from '../with-shop';

export const backupCommand: Command = {
  name: 'backup',
  usage: '<file>',
  summary:
    'Writes every table into one file, as of one moment, beside the running shop. Keep SECRET_KEY (or DATA_DIR/secret-key) with it: keys of providers in it are sealed.',
  async run(args, terminal) {
    const [file, ...more] = args;
    if (!file || more.length > 0) throw new UsageError('Give one file.');
    if (existsSync(file)) throw new UsageError(`${file} exists already; give another name.`);
    return withShop(terminal, async ({ app }) => {
      const { tables, rows } = await writeBackup(app.db, file, app.clock.now());
      terminal.print(`${rows} rows of ${tables} tables are in ${file}.`);
      return 0;
    });
  },
};
