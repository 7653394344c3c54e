import { Secret } from '../../../src/config/secret';
import { SecretBox } from '../../../src/platform/secret-box';
import { applyConfiguration } from '../../../src/usecases/configuration/apply-configuration';
import { exportConfiguration } from '../../../src/usecases/configuration/current-configuration';
import { redeemPromo } from '../../../src/usecases/growth/redeem-promo';
import { openShop, type Shop, usd } from '../../support/shop';

const SPRING = { code: 'SPRING', kind: 'BALANCE', amount: '2', maxUses: 5, endsAt: '2030-01-31' };
const BONUS = { code: 'MORE-10', kind: 'TOPUP_BONUS', percent: 10, startsAt: '2026-01-01T12:00:00+02:00' };
const box = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
const actor = { type: 'ADMIN', id: '1' } as const;

describe('promo codes in the configuration document', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
  });
  afterEach(async () => {
    await shop.booksBalance();
    await shop.close();
  });

  const apply = (document: object, turnsOff = false) =>
    applyConfiguration(shop.app, { document: { version: 1, ...document }, box, actor, turnsOff });
  const codes = async (...promoCodes: object[]) => {
    const outcome = await apply({ promoCodes });
    return outcome.kind === 'applied'
      ? outcome.plan.changes.length
      : outcome.mistakes.map(({ path, kind }) => [path, kind]);
  };

  it('stand as they are written; again it changes nothing, and what comes out goes in', async () => {
    expect(await codes(SPRING, BONUS)).toBe(2);
    expect(await codes(SPRING, BONUS)).toBe(0);
    const { promoCodes } = JSON.parse(JSON.stringify(await exportConfiguration(shop.app)));
    expect(promoCodes).toMatchObject([
      { ...SPRING, amount: '2.0000', percent: null, startsAt: null, endsAt: '2030-01-31T00:00:00.000Z' },
      { ...BONUS, amount: null, maxUses: 1, startsAt: '2026-01-01T10:00:00.000Z', endsAt: null, isActive: true },
    ]);
    expect(await codes(...promoCodes)).toBe(0);
    const buyer = await shop.buyer({ balance: 0n });
    expect((await redeemPromo(shop.app, { userId: buyer.id, code: 'spring' })).kind).toBe('redeemed');
    expect(await buyer.balance()).toBe(usd('2'));
  });

  it('are refused with every mistake at its place, and bring later what they brought before', async () => {
    expect(await codes(SPRING, BONUS)).toBe(2);
    const mistakes = await codes(
      { ...SPRING, amount: '20' },
      { ...BONUS, percent: 20 },
      { code: 'small', kind: 'BALANCE', amount: '1' },
      { code: 'EMPTY', kind: 'BALANCE' },
      { code: 'BACKWARDS', kind: 'TOPUP_BONUS', percent: 5, startsAt: '2026-03-01', endsAt: '2026-02-01' },
      { code: 'UNDATED', kind: 'TOPUP_BONUS', percent: 5, endsAt: 'in spring' },
    );
    expect(mistakes).toEqual([
      ['/promoCodes/0/amount', 'promo_stays'],
      ['/promoCodes/1/percent', 'promo_stays'],
      ['/promoCodes/2/code', 'promo_code_in_capitals'],
      ['/promoCodes/3/amount', 'promo_amount'],
      ['/promoCodes/4/endsAt', 'promo_ends'],
      ['/promoCodes/5/endsAt', 'instant'],
    ]);
  });

  it('take something off prices where they say, by names; a name that is not there is a mistake', async () => {
    await shop.offer({ service: 'Telegram', country: 'Latvia' });
    const off = { code: 'FIFTH', kind: 'PURCHASE_DISCOUNT', percent: 20, service: 'tg', country: 'LV', budget: '50' };
    expect(await codes(off)).toBe(1);
    expect(await codes(off)).toBe(0);
    const { promoCodes } = JSON.parse(JSON.stringify(await exportConfiguration(shop.app)));
    expect(promoCodes).toMatchObject([
      { ...off, budget: '50.0000', amount: null, minPrice: null, maxDiscount: null, isActive: true },
    ]);
    expect(await codes(...promoCodes)).toBe(0);
    expect(
      await shop.one(`SELECT s.code, n.iso FROM promo_codes c JOIN services s ON s.id = c.service_id
        JOIN countries n ON n.id = c.country_id`),
    ).toEqual({ code: 'tg', iso: 'LV' });
    expect(await codes({ ...off, budget: '80' })).toBe(1);
    const mistakes = await codes(
      { ...off, country: null },
      { code: 'NOWHERE', kind: 'PURCHASE_DISCOUNT', amount: '1', service: 'nobody' },
      { code: 'BOTH', kind: 'PURCHASE_DISCOUNT', amount: '1', percent: 10 },
      { code: 'BOUND', kind: 'BALANCE', amount: '1', service: 'tg', budget: '5' },
    );
    expect(mistakes).toEqual([
      ['/promoCodes/0/country', 'promo_stays'],
      ['/promoCodes/1/service', 'no_service'],
      ['/promoCodes/2/percent', 'promo_discount'],
      ['/promoCodes/3/service', 'promo_only_discount'],
      ['/promoCodes/3/budget', 'promo_only_discount'],
    ]);
  });

  it('are turned off when they are not named, and never allow fewer than have come', async () => {
    await codes(SPRING, BONUS);
    for (const buyer of [await shop.buyer(), await shop.buyer()])
      await redeemPromo(shop.app, { userId: buyer.id, code: 'SPRING' });
    expect(await codes({ code: 'SPRING', maxUses: 1 })).toEqual([['/promoCodes', 'promo_used_more']]);
    const outcome = await apply({ promoCodes: [BONUS] }, true);
    expect(outcome).toMatchObject({ kind: 'applied', plan: { changes: [{ key: 'SPRING', kind: 'turned_off' }] } });
    const late = await shop.buyer();
    expect((await redeemPromo(shop.app, { userId: late.id, code: 'SPRING' })).kind).toBe('unknown');
  });
});
