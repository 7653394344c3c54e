import { statfs } from 'node:fs/promises';
import type { Providers } from '../app';
import type { Config } from '../config';
import type { Database } from '../database/database';
import { readClockLead, readProviderMoney, readTroubles } from '../database/queries/troubles';
import { SEALED_COLUMNS } from '../database/stores/sealed';
import { usualCurrency } from '../domain/pricing/usual-currency';
import { SecretBox } from '../platform/secret-box';
import { systemClock } from '../platform/system-clock';
import type { Finding } from './examine';
import { examineProviders } from './examine-providers';

const MOST_LEAD_S = 5;
const LITTLE_BYTES = 1024 ** 3;
const LOOKED_AT = 1_000;

/** What keeps a shop, whose database is well, from selling; and what to do about it. */
export async function* examineShop(
  db: Database,
  config: Config,
  rules: Pick<Providers, 'problemOf' | 'protocols'>,
): AsyncGenerator<Finding> {
  const box = new SecretBox(config.secretKey, ...(config.oldSecretKey ? [config.oldSecretKey] : []));
  yield await secrets(db, box);
  yield* examineProviders(db, box, rules);
  const leadS = await readClockLead(db, () => systemClock.now());
  const lead = `the database's clock is ${Math.abs(leadS).toFixed(1)} s ${leadS > 0 ? 'ahead' : 'behind'}`;
  yield Math.abs(leadS) <= MOST_LEAD_S
    ? { name: 'clock', verdict: 'ok', detail: lead }
    : { name: 'clock', verdict: 'warning', detail: `${lead}; let both machines follow a time server` };
  yield await disk(config.dataDir);
  yield* currencies(db, config);
  const troubles = await readTroubles(db);
  for (const { name, isSevere, detail } of troubles) yield { name, verdict: isSevere ? 'failure' : 'warning', detail };
  if (config.telegram && config.ownerIds.length === 0)
    yield {
      name: 'owners',
      verdict: 'warning',
      detail: 'OWNER_IDS is empty, so nobody is told of troubles; set your Telegram id',
    };
  if (config.telegram && !config.adminPasswordHash && !(await db.admins.findCredential()))
    yield {
      ...{ name: 'panel', verdict: 'warning' },
      detail: 'no password is set, so nobody gets into /admin; set ADMIN_PASSWORD_HASH (npm run shop -- hash-password)',
    };
}

async function secrets(db: Database, box: SecretBox): Promise<Finding> {
  const values = db.sealed;
  const lost: string[] = [];
  let count = 0;
  for (const column of SEALED_COLUMNS) {
    for (const { key, sealed } of await values.list(column, -1n, LOOKED_AT)) {
      count += 1;
      try {
        box.open(sealed);
      } catch {
        lost.push(`${column.table} ${key}`);
      }
    }
  }
  if (lost.length === 0) return { name: 'secrets', verdict: 'ok', detail: `${count} stored secret(s) open` };
  const detail = `SECRET_KEY does not open ${lost.length} of ${count} stored secrets (${lost.slice(0, 5).join(', ')}); give the former key back as SECRET_KEY or SECRET_KEY_OLD, or enter them again`;
  return { name: 'secrets', verdict: 'failure', detail };
}

/** Prices in another currency than the shop's, and nobody said what that is worth. */
async function* currencies(db: Database, { currency: own }: Config): AsyncGenerator<Finding> {
  for (const { name, protocol, options, currency, exchangeRate } of await readProviderMoney(db)) {
    const usual = usualCurrency(protocol, options);
    if (currency !== null && exchangeRate === null)
      yield warning(
        `${name}: its prices are in ${currency} and no exchange rate is set, so nothing is bought there; set what one ${currency} is worth in ${own}`,
      );
    else if (currency === null && usual !== undefined && usual !== own)
      yield warning(
        `${name}: prices of ${protocol} are usually in ${usual}, and are taken for ${own} as they are; set its currency and exchange rate, then the ceilings of its routes in ${own}`,
      );
  }
}

const warning = (detail: string): Finding => ({ name: 'currencies', verdict: 'warning', detail });

async function disk(folder: string): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = `${((bavail * bsize) / 1024 ** 3).toFixed(1)} GiB free in DATA_DIR`;
    return bavail * bsize >= LITTLE_BYTES
      ? { name: 'disk', verdict: 'ok', detail: free }
      : { name: 'disk', verdict: 'warning', detail: `${free}; make room` };
  } catch (error) {
    return {
      name: 'disk',
      verdict: 'warning',
      detail: `DATA_DIR cannot be looked at: ${(error as NodeJS.ErrnoException).code}`,
    };
  }
}
