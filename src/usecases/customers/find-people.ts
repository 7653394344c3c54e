import type { App } from '../../app';
import { type PeopleSearch, type PersonRow, readPeople } from '../../database/queries/people';

export type Person = PersonRow;

/**
 * Finds people by whatever an operator typed: an id of ours or Telegram's, a phone number that they had, an @name, or a
 * part of a name. Without words all of them, the last seen first.
 */
export async function findPeople(
  app: App,
  o: { words?: string; page: number; pageSize: number },
): Promise<{ items: Person[]; hasNext: boolean }> {
  const window = { offset: o.page * o.pageSize, limit: o.pageSize };
  const rows = await readPeople(app.db, { ...searchOf(o.words), ...window });
  return { items: rows.slice(0, o.pageSize), hasNext: rows.length > o.pageSize };
}

function searchOf(words: string | undefined): Omit<PeopleSearch, 'offset' | 'limit'> {
  const tidy = words?.trim();
  if (!tidy) return {};
  const digits = tidy.replace(/[\s()+-]/g, '');
  if (/^\d{1,18}$/.test(digits)) return { digits };
  return tidy.startsWith('@') ? { username: tidy.slice(1) } : { part: tidy };
}
