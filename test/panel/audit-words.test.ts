import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { words as ar } from '../../src/bot/panel/texts/ar/audit-words';
import { auditWords } from '../../src/bot/panel/texts/audit-words';
import { words as ru } from '../../src/bot/panel/texts/ru/audit-words';
import { projectRoot } from '../support/project-root';

const SOURCES = ['usecases', 'database', 'bot', 'cli'].map((part) => join(projectRoot, 'src', part));

/** As they stand in the code that writes the audit log. */
function written(pattern: RegExp): string[] {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  ).filter((text) => text.includes('audit.write('));
  return [...new Set(files.flatMap((text) => [...text.matchAll(pattern)].map(([, found]) => found!)))];
}

describe('the audit log in the panel', () => {
  it.each([
    ['ru', ru],
    ['ar', ar],
  ] as const)('names in %s every thing and every act that is written', (_language, words) => {
    const acts = written(/(?:action(?: =|:) |author, )['`][a-z_]+\.([a-z_]+)['`]/g);
    const entities = written(/entity: '([a-z_]+)'/g);
    expect(acts.length).toBeGreaterThan(25);
    expect(entities.length).toBeGreaterThan(20);
    const nameless = [
      ...acts.filter(
        (act) =>
          auditWords(words, { entity: 'user', action: `${/^(added|deducted)$/.test(act) ? 'wallet' : 'user'}.${act}` })
            .act === words.other,
      ),
      ...entities.filter((entity) => auditWords(words, { entity, action: 'user.added' }).entity === words.other),
    ];
    expect(nameless).toEqual([]);
  });
});
