import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '../..');

/** Beside the places where a field is described: what reads its value, and shops to play with that set it. */
const USES = [/^schema\/functions\/reservation\/accept_number\.sql$/, /demo/, /catalogue-seed/];

function filesWith(pattern: RegExp): string[] {
  const files = ['src', 'migrations', 'schema/functions'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return files
    .filter((file) => pattern.test(readFileSync(file, 'utf8')))
    .map((file) => relative(root, file))
    .filter((file) => !USES.some((use) => use.test(file)))
    .sort();
}

describe('a plain field of a provider', () => {
  it('is written in five places: column, entity, resource, labels in three languages, output of the API', () => {
    expect(filesWith(/earlyCancelS|early_cancel_s/)).toEqual([
      'migrations/baseline/03-supply.sql',
      'src/api/types/catalogue.types.ts',
      'src/bot/panel/texts/ar/catalogue.ts',
      'src/bot/panel/texts/en/catalogue.ts',
      'src/bot/panel/texts/ru/catalogue.ts',
      'src/database/entities/provider.entity.ts',
      'src/resources/provider.ts',
    ]);
  });
});
