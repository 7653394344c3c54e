import type { Access } from '../../database/access';
import { findServiceNamed, readTakenCodes } from '../../database/queries/selling';

/** So many services may have names that make the same code. */
const MOST_ALIKE = 50;

/** A service of the shop by its name, or the code that a new one of that name gets. */
export async function serviceNamed(
  db: Access,
  name: string,
): Promise<{ readonly id: number } | { readonly id?: undefined; readonly code: string }> {
  const id = await findServiceNamed(db, name.trim());
  if (id !== undefined) return { id };
  const bare = codeOf(name);
  const codes = Array.from({ length: MOST_ALIKE }, (_, at) => (at === 0 ? bare : `${bare}-${at + 1}`));
  const taken = await readTakenCodes(db, codes);
  return { code: codes.find((code) => !taken.has(code)) ?? bare };
}

/** "Garden club" is "garden-club"; a name without Latin letters is "service". */
function codeOf(name: string): string {
  const code = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 36)
    .replace(/^-+|-+$/g, '');
  return code.length >= 2 ? code : 'service';
}
