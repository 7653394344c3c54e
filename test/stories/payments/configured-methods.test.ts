import { Secret } from '../../../src/config/secret';
import { SecretBox } from '../../../src/platform/secret-box';
import { applyConfiguration } from '../../../src/usecases/configuration/apply-configuration';
import { exportConfiguration } from '../../../src/usecases/configuration/current-configuration';
import { ensureStarsMethod } from '../../../src/usecases/payments/ensure-stars-method';
import { resealSecrets } from '../../../src/usecases/settings/reseal-secrets';
import { openShop, type Shop, usd } from '../../support/shop';

const keyOf = (byte: number) => new Secret(Buffer.alloc(32, byte).toString('base64'));
const box = new SecretBox(keyOf(7));
const actor = { type: 'ADMIN', id: 'test' } as const;
const BANK = {
  ...{ name: 'Bank', protocol: 'scripted', baseUrl: 'https://bank.example', currency: 'USD' },
  ...{ apiKey: { env: 'PAYMENT_BANK_API_KEY' }, minAmount: '2', bonusFrom: '10', bonusPercent: 5 },
};
const STARS = { name: 'Telegram Stars', protocol: 'stars', currency: 'XTR', rate: '0.01', isActive: true };

describe('ways to pay in the configuration document', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
    const namedSecrets = new Map([['PAYMENT_BANK_API_KEY', new Secret('key-of-the-bank')]]);
    Object.assign(shop.app, { namedSecrets });
    await ensureStarsMethod(shop.app);
  });
  afterEach(() => shop?.close());

  const apply = (...paymentMethods: object[]) =>
    applyConfiguration(shop.app, { document: { version: 1, paymentMethods }, box, actor });
  const changesOf = (outcome: Awaited<ReturnType<typeof apply>>) =>
    outcome.kind === 'applied' ? outcome.plan.changes.length : outcome;
  const methodNamed = async (wanted: string) =>
    (await shop.app.db.payments.listAllMethods()).find(({ name }) => name === wanted)!;

  it('stand as they are written, with keys by reference; again it changes nothing, and what comes out goes in', async () => {
    await shop.passes({ minutes: 1 });
    expect(changesOf(await apply(BANK, STARS))).toBe(2);
    expect(changesOf(await apply(BANK, STARS))).toBe(0);
    const bank = await methodNamed('Bank');
    expect(bank).toMatchObject({ minAmount: usd('2'), maxAmount: usd('1000'), bonusFrom: usd('10'), isActive: false });
    expect(box.open(bank.apiKeySealed!)).toBe('key-of-the-bank');
    const stars = await methodNamed('Telegram Stars');
    expect(stars).toMatchObject({ isActive: true, rate: '0.01', revision: 2 });
    expect(stars.rateAt).toEqual(shop.clock.now());
    const exported = JSON.parse(JSON.stringify(await exportConfiguration(shop.app)));
    expect(JSON.stringify(exported)).not.toContain('key-of-the-bank');
    expect(exported.paymentMethods[0]).toMatchObject({ name: 'Bank', apiKey: { keep: true }, webhookKey: null });
    expect(changesOf(await apply(...exported.paymentMethods))).toBe(0);
    const named = await exportConfiguration(shop.app, { namesSecrets: true });
    expect(named.paymentMethods![0]).toMatchObject({ apiKey: { env: 'PAYMENT_BANK_API_KEY' } });
  });

  it('are refused with every mistake at its place, and turned on only with their terms accepted', async () => {
    const on = { ...BANK, isActive: true };
    expect(await apply(on)).toMatchObject({
      mistakes: [{ kind: 'terms_of_telegram', path: '/paymentMethods/0/acceptsTerms' }],
    });
    expect(changesOf(await apply({ ...on, acceptsTerms: true }))).toBe(1);
    const outcome = await apply(
      { ...BANK, name: 'Keyless', apiKey: null, isActive: true, acceptsTerms: true },
      { ...BANK, name: 'Strange', protocol: 'paypal' },
      { ...BANK, name: 'Priced in stars', currency: 'XTR' },
      { ...BANK, name: 'Upside down', minAmount: '5', maxAmount: '4' },
      { ...STARS, name: 'More stars' },
      { ...BANK, name: 'Unset', apiKey: { env: 'PAYMENT_NOT_SET' } },
      { ...BANK, name: 'Thief', apiKey: { env: 'SECRET_KEY' } },
    );
    expect(outcome.kind === 'invalid' && outcome.mistakes.map(({ kind, path }) => [path, kind])).toEqual([
      ['/paymentMethods/0/apiKey', 'key_missing'],
      ['/paymentMethods/1/protocol', 'unknown_name'],
      ['/paymentMethods/2/currency', 'stars_only'],
      ['/paymentMethods/3/maxAmount', 'most_below_least'],
      ['/paymentMethods/4/protocol', 'stars_once'],
      ['/paymentMethods/5/apiKey', 'variable_unset'],
      ['/paymentMethods/6/apiKey/env', 'variable'],
    ]);
    expect(await shop.app.db.payments.listAllMethods()).toHaveLength(2);
  });

  it('need a rate that somebody said where the shop does not count in dollars', async () => {
    Object.assign(shop.app, { currency: 'EUR' });
    const { rate, ...unsaid } = STARS;
    expect(await apply(unsaid)).toMatchObject({ mistakes: [{ kind: 'rate_unsaid', path: '/paymentMethods/0/rate' }] });
    expect(changesOf(await apply({ ...unsaid, rate }))).toBe(1);
  });

  it('have their keys sealed anew when the key of the shop is changed', async () => {
    await apply(BANK);
    const next = new SecretBox(keyOf(8), keyOf(7));
    await resealSecrets(shop.app, next, { actor });
    const { apiKeySealed } = await methodNamed('Bank');
    expect(new SecretBox(keyOf(8)).open(apiKeySealed!)).toBe('key-of-the-bank');
  });
});
