import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { findByName } from '../../database/queries/find-by-name';
import type { NumberImportRow } from '../../database/stores/number-imports';
import { readLines } from '../../platform/read-lines';
import { importNumbers } from '../../usecases/numbers/import-numbers';
import { listImportProblems, writeImportReport } from '../../usecases/numbers/import-report';
import { type Command, UsageError } from '../command';
import { withShop } from '../with-shop';

const SHOWN_PROBLEMS = 20;
const TOLD_EVERY_MS = 2_000;

const options = {
  provider: { type: 'string' },
  service: { type: 'string' },
  country: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  revive: { type: 'boolean', default: false },
  report: { type: 'string' },
} as const;

export const importNumbersCommand: Command = {
  name: 'import-numbers',
  usage:
    '<file.txt|file.csv|-> --provider <name> --service <code> [--country <ISO>] [--dry-run] [--revive] [--report <file.csv>]',
  summary:
    'Brings numbers into the pool, one a line or by columns "phone" and "country". --dry-run only says what would happen, --revive takes back deleted ones, --report writes a verdict for each line.',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError('Give one file, or - for standard input.');
    const { provider, service } = values;
    if (!provider || !service) throw new UsageError('Give --provider and --service.');
    const input = file === '-' ? process.stdin : await opened(file);
    return withShop(terminal, async ({ app }) => {
      const named = await findByName(app.db, { provider, service, country: values.country });
      if (named.kind === 'unknown') throw new UsageError(`There is no ${named.entity} "${named.name}". ${named.hint}`);
      let toldAt = 0;
      const outcome = await importNumbers(app, {
        ...named.ids,
        source: file === '-' ? 'standard input' : file,
        lines: readLines(input),
        isDryRun: values['dry-run'],
        revives: values.revive,
        actor: { type: 'ADMIN', id: 'cli' },
        onProgress(row) {
          if (Date.now() - toldAt < TOLD_EVERY_MS) return;
          toldAt = Date.now();
          terminal.complain(`${row.position} of ${row.entries} numbers`);
        },
      });
      switch (outcome.kind) {
        case 'imported':
        case 'checked':
        case 'accepted':
          terminal.print(summaryOf(outcome.import));
          for (const { line, number, verdict, detail } of await listImportProblems(
            app,
            outcome.import.id,
            SHOWN_PROBLEMS,
          ))
            terminal.print(`  line ${line}: ${number} ${verdict}: ${detail}`);
          if (values.report) {
            await pipeline(writeImportReport(app, outcome.import.id), createWriteStream(values.report));
            terminal.print(`The verdict of each line is in ${values.report}.`);
          }
          return 0;
        case 'empty':
          terminal.complain('There is no number in this file.');
          return 1;
        case 'not_found':
          terminal.complain(`The ${outcome.entity} is gone.`);
          return 1;
        case 'failed':
          terminal.complain(outcome.failure);
          return 1;
      }
    });
  },
};

async function opened(file: string) {
  const stream = createReadStream(file);
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve());
    stream.once('error', (error) => reject(new UsageError(`The file cannot be read: ${error.message}`)));
  });
  return stream;
}

function summaryOf({ isDryRun, entries, counts }: NumberImportRow): string {
  const parts = Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([verdict, count]) => `${count} ${verdict}`);
  return `${isDryRun ? 'Nothing was changed. Of' : 'Of'} ${entries} numbers: ${parts.join(', ')}.`;
}
