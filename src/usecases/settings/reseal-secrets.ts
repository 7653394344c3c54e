import type { App } from '../../app';
import { SEALED_COLUMNS } from '../../database/stores/sealed';
import type { SecretBox } from '../../platform/secret-box';
import type { Author } from '../catalogue/save-row';

const AT_ONCE = 500;

export interface Resealed {
  readonly resealed: number;
  /** Sealed with the present key already. */
  readonly current: number;
  /** Neither the present key nor the older ones open them; "table.column key". */
  readonly lost: readonly string[];
}

/**
 * Seals every stored secret with the present key, some at a time; may be stopped and called again. With `isDryRun` it only
 * looks what opens.
 */
export async function resealSecrets(
  app: App,
  box: SecretBox,
  { isDryRun = false, actor, requestId }: { isDryRun?: boolean } & Author,
): Promise<Resealed> {
  const values = app.db.sealed;
  const lost: string[] = [];
  let resealed = 0;
  let current = 0;
  for (const column of SEALED_COLUMNS) {
    for (let after = -1n; ; ) {
      const found = await values.list(column, after, AT_ONCE);
      for (const value of found) {
        after = value.key;
        const text = opened(box, value.sealed);
        if (text === undefined) lost.push(`${column.table}.${column.column} ${value.key}`);
        else if (box.isCurrent(value.sealed)) current += 1;
        else {
          resealed += 1;
          if (!isDryRun) await values.replace(column, value, box.seal(text));
        }
      }
      if (found.length < AT_ONCE) break;
    }
  }
  if (!isDryRun) {
    const facts = { resealed, current, lost: lost.length };
    const entry = { actor, action: 'secrets.resealed', entity: 'secret_key', entityId: 'all', facts, requestId };
    await app.db.audit.write({ ...entry, at: app.clock.now() });
  }
  return { resealed, current, lost };
}

function opened(box: SecretBox, sealed: Buffer): string | undefined {
  try {
    return box.open(sealed);
  } catch {
    return undefined;
  }
}
