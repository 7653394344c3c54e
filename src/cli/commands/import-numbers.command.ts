import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { App } from '../../app';
import { findByName } from '../../database/queries/find-by-name';
import { readUnsoldOfImport } from '../../database/queries/unsold-numbers';
import type { NumberImportRow } from '../../database/stores/number-imports';
import type { TableColumn } from '../../domain/number/choose-column';
import type { Obstacle } from '../../domain/number/number-status';
import { readTable } from '../../platform/tables/read-table';
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
  column: { type: 'string' },
  sheet: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  revive: { type: 'boolean', default: false },
  report: { type: 'string' },
} as const;

export const importNumbersCommand: Command = {
  name: 'import-numbers',
  usage:
    '<file.txt|file.csv|file.xlsx|-> --provider <name> --service <code> [--country <ISO>] [--column <name|place|all>] [--sheet <name>] [--dry-run] [--revive] [--report <file.csv>]',
  summary:
    'Brings numbers into the pool: one a line, CSV or a workbook. It says which column it reads, or asks for --column. --dry-run only says what would happen, --revive takes back deleted ones, --report writes a verdict for each line.',
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
        open: () => readTable(input, { sheet: values.sheet }),
        column: values.column,
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
          for (const line of readingOf(outcome.import)) terminal.print(line);
          for (const line of await unsoldOf(app, outcome.import)) terminal.print(line);
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
        case 'column_unclear':
          terminal.complain('Say which column holds the numbers, with --column. Nothing was imported. There are:');
          for (const column of outcome.columns) terminal.complain(`  ${columnInWords(column)}`);
          return 1;
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

/** What was read, so that whoever sees it can say that it was the wrong column. */
function readingOf({ reading }: NumberImportRow): string[] {
  if (!reading) return [];
  const { columns, chosen, code, sheet, otherSheets = [] } = reading;
  const others = otherSheets.length > 0 ? ` Not read: ${otherSheets.join(', ')}; name one with --sheet.` : '';
  const column = columns.find(({ at }) => at === chosen);
  const prefix = code === undefined ? '' : `, with the country code of column ${code + 1}`;
  return [
    ...(sheet === undefined ? [] : [`Sheet "${sheet}".${others}`]),
    ...(columns.length > 1 && column ? [`Numbers from column ${columnInWords(column)}${prefix}.`] : []),
    ...(chosen === 'all' ? ['Every cell of a line is a number of its own.'] : []),
  ];
}

function columnInWords({ at, name, examples }: TableColumn): string {
  return `${at + 1}${name ? ` "${name}"` : ''}: ${examples.join(', ') || 'empty'}`;
}

async function unsoldOf(app: App, { id, isDryRun }: NumberImportRow): Promise<string[]> {
  const groups = await readUnsoldOfImport(app.db, id);
  return groups.map(({ count, iso, obstacle }) => {
    const fact = isDryRun ? 'could be bought by nobody' : 'can be bought by nobody';
    return `Attention: ${count} of ${iso} ${fact}: ${OBSTACLE_WORDS[obstacle]}`;
  });
}

const OBSTACLE_WORDS: Readonly<Record<Obstacle, string>> = {
  SERVICE_OFF: 'the service is switched off.',
  COUNTRY_OFF: 'the country is switched off.',
  PROVIDER_OFF: 'the provider is switched off.',
  NO_OFFER: 'there is no offer for it; make one with a route from your own numbers.',
  OFFER_OFF: 'the offer is switched off.',
  NO_ROUTE: 'the offer has no route from the numbers of this provider; make one.',
  ROUTE_ON_DEMAND: "the offer's route to this provider buys on demand; replace it by one from your own numbers.",
  ROUTE_OFF: 'the route is switched off.',
};

function summaryOf({ isDryRun, entries, counts }: NumberImportRow): string {
  const parts = Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([verdict, count]) => `${count} ${verdict}`);
  return `${isDryRun ? 'Nothing was changed. Of' : 'Of'} ${entries} numbers: ${parts.join(', ')}.`;
}
