import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderFit } from '../../src/app';
import { examineShop } from '../../src/cli/examine-shop';
import { type Config, loadConfig } from '../../src/config';
import { Secret } from '../../src/config/secret';
import { createPersonMarks } from '../../src/database/person-marks';
import { SEALED_COLUMNS } from '../../src/database/stores/sealed';
import { SecretBox } from '../../src/platform/secret-box';
import { resealSecrets } from '../../src/usecases/settings/reseal-secrets';
import { openShop, type Shop } from '../support/shop';

const key = () => new Secret(randomBytes(32).toString('base64'));
const author = { actor: { type: 'ADMIN', id: 'test' } } as const;

describe('a doctor for shops', () => {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-doctor-'));
  const secretKey = key();
  let shop: Shop;
  let config: Config;
  beforeEach(async () => {
    shop = await openShop();
    config = { ...loadConfig({ DATA_DIR: folder }), secretKey };
  });
  afterEach(() => shop?.close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Protocols of the real program, and the one that tests speak for suppliers of their own. */
  function rules() {
    const { protocols, problemOf } = shop.app.providers;
    return {
      protocols: [...protocols, 'scripted'],
      problemOf: (row: ProviderFit) => (row.protocol === 'scripted' ? undefined : problemOf(row)),
    };
  }
  async function findings(of: Config = config): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for await (const { name, verdict, detail } of examineShop(shop.db, of, rules())) {
      if (verdict !== 'ok') found[name] = `${found[name] ? `${found[name]} | ` : ''}${verdict}: ${detail}`;
    }
    return found;
  }
  const seal = (box: SecretBox, providerId: number) =>
    shop.all('UPDATE providers SET api_key_sealed = $1 WHERE id = $2 RETURNING 1', [box.seal('the-key'), providerId]);

  it('says of a new shop only that it sells nothing yet', async () => {
    expect(Object.keys(await findings())).toEqual(['catalogue']);
  });

  it('finds nothing wrong with a shop that can sell', async () => {
    const offer = await shop.offer();
    const { providerId } = await shop.pool(offer, { numbers: 2 });
    await seal(new SecretBox(secretKey), providerId);
    expect(await findings()).toEqual({});
  });

  it('names suppliers whose prices are in another currency, while nobody has said what it is worth', async () => {
    const offer = await shop.offer();
    const vak = await shop.provider({ name: 'vak', protocol: 'vak_sms', key: 'k' });
    const man = await shop.provider({ name: 'man', protocol: 'sms_man', key: 'k', options: { currency: 'USD' } });
    for (const id of [vak, man]) await shop.route(offer, id);
    expect((await findings()).currencies).toMatch(/^warning: vak: prices of vak_sms are usually in RUB.*taken for USD/);
    const set = (sql: string) => shop.all(`UPDATE providers SET ${sql} WHERE id = $1 RETURNING 1`, [vak]);
    await set(`currency = 'RUB'`);
    expect((await findings()).currencies).toMatch(/^warning: vak: .*no exchange rate is set, so nothing is bought/);
    await set('exchange_rate = 0.0125');
    expect((await findings()).currencies).toBeUndefined();
  });

  it('names what is wrong, each with what to do', async () => {
    const offer = await shop.offer();
    const { providerId } = await shop.pool(offer, { phones: [] });
    await seal(new SecretBox(key()), providerId);
    const hero = await shop.provider({ name: 'hero', protocol: 'handler_api' });
    await shop.offer({ service: 'Google' });
    await shop.route(await shop.offer({ service: 'WhatsApp' }), hero);
    await shop.all(
      `UPDATE providers SET api_key_sealed = NULL, paused_until = now() + interval '1 hour', pause_reason = 'auth', balance = 0,
         mode = 'WEBHOOK' WHERE id = $1 RETURNING 1`,
      [hero],
    );
    await shop.all(
      `INSERT INTO channels (telegram_id, title, is_group, trouble, created_at) VALUES (-1001234567890, 'News', false, 'bot_not_admin', now()) RETURNING 1`,
    );
    await shop.all(
      `INSERT INTO event_endpoints (url, events, secret_sealed, is_active, failing_since, problem, created_at)
       VALUES ('https://x.example', '{user.joined}', $1, false, now(), 'answered 500', now()) RETURNING 1`,
      [new SecretBox(secretKey).seal('whsec_x')],
    );
    await shop.all(
      `INSERT INTO operator_alerts (key, kind, facts, first_at, last_at, count) VALUES ('a', 'stock_low', '{}', now(), now(), 1) RETURNING 1`,
    );
    const found = await findings();
    expect(found.secrets).toMatch(/^failure: SECRET_KEY does not open 1 of 2 .*SECRET_KEY_OLD/);
    expect(found.providers).toMatch(
      /hero: no key is set.*enter it.*\| .*paused until .*"auth".*\| .*balance there is empty/,
    );
    expect(found.offers).toMatch(/1 active offer\(s\) have no active route.*go\/LV.*add routes/);
    expect(found.stock).toMatch(/tg\/LV; import numbers/);
    expect(found.channels).toMatch(/News: bot_not_admin; give the bot its rights/);
    expect(found.webhooks).toMatch(/hero: .*since ever; look at the address/);
    expect(found.events).toMatch(/was turned off \(answered 500\); repair/);
    expect(found.alerts).toMatch(/1 alert\(s\) stand \(stock_low\)/);
  });

  it('names suppliers that nothing can be done with, each with its repair', async () => {
    const box = new SecretBox(secretKey);
    const fine = await shop.provider({ name: 'fine', protocol: 'handler_api', key: 'k' });
    const misfit = await shop.provider({ name: 'misfit', protocol: 'handler_api', options: { dialect: 'klingon' } });
    const gone = await shop.provider({ name: 'gone', protocol: 'handler_api' });
    const locked = await shop.provider({ name: 'locked', protocol: 'handler_api' });
    for (const id of [fine, misfit, gone, locked]) await seal(box, id);
    await shop.all(`UPDATE providers SET protocol = 'pigeon_post', is_active = false WHERE id = $1 RETURNING 1`, [
      gone,
    ]);
    await seal(new SecretBox(key()), locked);
    const found = (await findings()).providers!.split(' | ');
    expect(found).toEqual([
      expect.stringMatching(/^warning: gone: no protocol is called "pigeon_post"; change it to one of handler_api, .*/),
      expect.stringMatching(/^failure: locked: SECRET_KEY does not open its key; enter it again, or .*SECRET_KEY_OLD$/),
      expect.stringMatching(
        /^failure: misfit: .*do not fit handler_api \(options\.dialect: \w+\); repair these fields/,
      ),
    ]);
    expect(found.join()).not.toContain('klingon');
  });

  it('warns a real shop that nobody hears of troubles or gets into its panel', async () => {
    const real = loadConfig({
      ...{ DATA_DIR: folder, TELEGRAM_API_ID: '1', TELEGRAM_API_HASH: 'a'.repeat(32) },
      TELEGRAM_BOT_TOKEN: `1:${'A'.repeat(30)}`,
    });
    expect(Object.keys(await findings({ ...real, secretKey }))).toEqual(['catalogue', 'owners', 'panel']);
  });

  it('seals every stored secret with a new key while both open them, and says which are lost', async () => {
    const [old, next] = [key(), key()];
    const own = await shop.provider({ name: 'own', protocol: 'generic_inbox' });
    const lost = await shop.provider({ name: 'lost', protocol: 'generic_inbox' });
    await seal(new SecretBox(old), own);
    await seal(new SecretBox(key()), lost);
    const both = new SecretBox(next, old);
    const outcome = await resealSecrets(shop.app, both, author);
    expect(outcome).toEqual({ resealed: 1, current: 0, lost: [`providers.api_key_sealed ${lost}`] });
    expect(await resealSecrets(shop.app, both, author)).toMatchObject({ resealed: 0, current: 1 });
    const { sealed } = await shop.one<{ sealed: Buffer }>(
      'SELECT api_key_sealed AS sealed FROM providers WHERE id = $1',
      [own],
    );
    expect(new SecretBox(next).open(sealed)).toBe('the-key');
    expect(() => new SecretBox(old).open(sealed)).toThrow();
  });

  it('knows erased people again after the key was changed', async () => {
    const [old, next] = [key(), key()];
    const mark = (...keys: [Secret, ...Secret[]]) =>
      createPersonMarks(shop.db, new SecretBox(...keys))(7001n, 'reward:-1001');
    const before = await mark(old);
    expect(before).not.toEqual(await createPersonMarks(shop.db, new SecretBox(old))(7001n, 'reward:-1002'));
    await resealSecrets(shop.app, new SecretBox(next, old), author);
    expect(await mark(next)).toEqual(before);
    await expect(mark(old)).rejects.toThrow(/another SECRET_KEY/);
  });

  it('knows every sealed column that there is', async () => {
    const rows = await shop.all<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name LIKE '%sealed%' ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(
      SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort(),
    );
  });
});
