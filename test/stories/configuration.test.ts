import { Secret } from '../../src/config/secret';
import { SecretBox } from '../../src/platform/secret-box';
import { applyConfiguration, compareConfiguration } from '../../src/usecases/configuration/apply-configuration';
import { describePlan } from '../../src/usecases/configuration/compare';
import { exportConfiguration } from '../../src/usecases/configuration/current-configuration';
import { configurationSchema } from '../../src/usecases/configuration/document';
import { largeConfiguration } from '../support/large-configuration';
import { openShop, type Shop, usd } from '../support/shop';

// biome-ignore lint/suspicious/noExplicitAny: documents are changed freely here
type Loose = any;

const box = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
const author = { actor: { type: 'ADMIN', id: 'test' } } as const;

const WHOLE = {
  version: 1,
  settings: { maxOpenReservations: 5, supportContact: '@helper' },
  texts: { en: { welcome: 'Come in, {name}!', help: null }, ru: { missingMoney: 'Не хватает {missing}' } },
  services: [
    { code: 'telegram', name: 'Telegram', emoji: '✈️', codePattern: 'code: (\\d{5})' },
    { code: 'whatsapp', name: 'WhatsApp', isActive: false },
  ],
  countries: [{ iso: 'LV', name: 'Latvia', callingCode: '371' }],
  providers: [
    {
      name: 'hero',
      protocol: 'handler_api',
      baseUrl: 'https://hero.example/api',
      apiKey: { env: 'PROVIDER_HERO_API_KEY' },
      options: { dialect: 'hero' },
      budgetPerSecond: 2.5,
      balanceLow: '5',
    },
    { name: 'own', protocol: 'generic_inbox', baseUrl: 'https://own.example' },
  ],
  offers: [{ service: 'telegram', country: 'LV', price: '0.8' }],
  routes: [
    { service: 'telegram', country: 'LV', provider: 'hero', serviceCode: 'tg', countryCode: '49', maxCost: '0.5' },
    { service: 'telegram', country: 'LV', provider: 'own', isPool: true, priority: 1 },
  ],
  channels: [
    {
      ...{ telegramId: '-1001234567890', title: 'News', username: 'shop_news' },
      required: { position: 0, isActive: true },
      reward: {
        ...{ amount: '0.25', budgetTotal: '100', budgetPerDay: null, maxClaimsPerDay: null, minAccountMinutes: 0 },
        ...{ clawBackDays: 7, position: 0, isActive: true },
      },
      userData: { isActive: true, fields: ['id', 'name'], language: 'ar', postsSummaries: false },
    },
  ],
};

describe('the shop as one document', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
    Object.assign(shop.app, { namedSecrets: new Map([['PROVIDER_HERO_API_KEY', new Secret('hero-key-1')]]) });
  });
  afterEach(() => shop?.close());

  const apply = (document: unknown, more: object = {}) =>
    applyConfiguration(shop.app, { document, box, ...author, ...more });
  const changesOf = (outcome: Awaited<ReturnType<typeof apply>>) =>
    outcome.kind === 'applied' ? outcome.plan.changes.length : outcome;
  const wipe = () =>
    shop.db.transact(async (tx) => {
      for (const table of [
        'routes',
        'offers',
        'providers',
        'countries',
        'services',
        'required_channels',
        'reward_channels',
      ])
        await tx.sql.rows(`wipe.${table}`, `DELETE FROM ${table}`);
      for (const table of ['user_data_channels', 'channels', 'settings', 'shop_texts'])
        await tx.sql.rows(`wipe.${table}`, `DELETE FROM ${table}`);
    });

  it('takes the currency of a supplier with its rate, and asks for it where the protocol is known for another', async () => {
    const vak = { name: 'vak', protocol: 'vak_sms', baseUrl: 'https://vak.example' };
    const of = (more: object) => apply({ version: 1, providers: [{ ...vak, ...more }] });
    expect(await of({})).toMatchObject({ mistakes: [{ path: '/providers/0/currency' }] });
    expect(await of({ currency: 'USD', exchangeRate: '1' })).toMatchObject({
      mistakes: [{ path: '/providers/0/currency' }],
    });
    expect(await of({ currency: null, exchangeRate: '2' })).toMatchObject({
      mistakes: [{ path: '/providers/0/currency' }],
    });
    const document = { currency: 'RUB', exchangeRate: '0.0120' };
    expect(changesOf(await of(document))).toBe(1);
    expect(changesOf(await of(document))).toBe(0);
    expect(await of({ currency: 'EUR' })).toMatchObject({ mistakes: [{ path: '/providers/0/exchangeRate' }] });
    const [exported] = (await exportConfiguration(shop.app)).providers ?? [];
    expect(exported).toMatchObject({ currency: 'RUB', exchangeRate: '0.012' });
    expect(changesOf(await of({ currency: null, exchangeRate: null }))).toBe(1);
  });

  it('makes an empty shop what it says; again it changes nothing; export, wipe and apply give the same', async () => {
    expect(changesOf(await apply(WHOLE))).toBe(13);
    expect(changesOf(await apply(WHOLE))).toBe(0);
    const lows = await shop.all('SELECT balance_low AS low FROM providers ORDER BY name');
    expect(lows).toEqual([{ low: usd('5') }, { low: null }]);
    const exported = await exportConfiguration(shop.app, { namesSecrets: true });
    expect(exported.providers![0]!.apiKey).toEqual({ env: 'PROVIDER_HERO_API_KEY' });
    expect(JSON.stringify(exported)).not.toContain('hero-key-1');
    await wipe();
    expect(changesOf(await apply(JSON.parse(JSON.stringify(exported))))).toBeGreaterThan(5);
    expect(await exportConfiguration(shop.app, { namesSecrets: true })).toEqual(exported);
    await shop.booksBalance();
  });

  it('gives a new service the usual aliases, or those of the document, whose list takes the place of what stands', async () => {
    await apply(WHOLE);
    const aliasesOf = async () => {
      const { services, countries } = await exportConfiguration(shop.app);
      return [
        services!.find(({ code }) => code === 'telegram')!.aliases,
        countries!.find(({ iso }) => iso === 'LV')!.aliases,
      ];
    };
    expect(await aliasesOf()).toEqual([
      expect.arrayContaining(['tg', 'телега', 'تليجرام']),
      expect.arrayContaining(['lva']),
    ]);
    const document = { version: 1, services: [{ code: 'telegram', name: 'Telegram', aliases: ['plane', 'تل'] }] };
    expect(changesOf(await apply(document))).toBe(1);
    expect(changesOf(await apply(document))).toBe(0);
    expect((await aliasesOf())[0]).toEqual(['plane', 'تل']);
    const bad = { version: 1, services: [{ code: 'telegram', name: 'Telegram', aliases: ['plane', 'a, b'] }] };
    expect(await apply(bad)).toMatchObject({ kind: 'invalid', mistakes: [{ path: '/services/0/aliases/1' }] });
  });

  it('sells by what was applied, to a buyer who comes a second later', async () => {
    await apply({ version: 1, settings: { maxOpenReservations: 1 } });
    await shop.clock.advance(1_000);
    expect((await shop.app.settings()).maxOpenReservations).toBe(1);
    const offer = await shop.offer({ price: usd('0.80') });
    await shop.pool(offer, { numbers: 2 });
    const [row] = (await exportConfiguration(shop.app)).offers!;
    await apply({ version: 1, offers: [{ ...row, price: '1.1' }] });
    const buyer = await shop.buyer({ balance: usd('2') });
    await buyer.buys({ ...offer, price: usd('1.10') });
    expect(await shop.one('SELECT price FROM reservations')).toEqual({ price: usd('1.10') });
    await shop.booksBalance();
  });

  it('says beforehand what it would change, in words, and changes nothing by that', async () => {
    await apply(WHOLE);
    const document: Loose = structuredClone(WHOLE);
    document.offers[0].price = '0.9000';
    document.services.pop();
    document.settings.maxOpenReservations = 4;
    document.countries.push({ iso: 'EE', name: 'Estonia', callingCode: '372' });
    const before = await exportConfiguration(shop.app);
    const outcome = await compareConfiguration(shop.app, { document, box, ...author });
    if (outcome.kind !== 'compared') throw new Error(JSON.stringify(outcome));
    expect(describePlan(outcome.plan)).toEqual([
      '~ settings maxOpenReservations 5 -> 4',
      expect.stringContaining('+ countries EE: position 0, isActive true, name "Estonia", callingCode "372"'),
      '~ offers telegram/LV: price "0.8000" -> "0.9000"',
      '  services: 1 not named, stay as they are (whatsapp)',
    ]);
    expect(await exportConfiguration(shop.app)).toEqual(before);
  });

  it('turns off what it does not name only when told to', async () => {
    await apply(WHOLE);
    const document: Loose = { version: 1, routes: [WHOLE.routes[0]] };
    expect(changesOf(await apply(document))).toBe(0);
    expect(changesOf(await apply(document, { turnsOff: true }))).toBe(1);
    const texts = { en: { privacy: 'By us.' } };
    expect(changesOf(await apply({ version: 1, texts }))).toBe(1);
    expect(changesOf(await apply({ version: 1, texts }, { turnsOff: true }))).toBe(2);
    expect(await shop.one('SELECT key, text FROM shop_texts')).toEqual({ key: 'privacy', text: 'By us.' });
    const { routes, offers } = await exportConfiguration(shop.app);
    expect([routes!.map(({ isActive }) => isActive), offers![0]!.isActive]).toEqual([[true, false], true]);
  });

  it('names all ten mistakes with their places, and changes nothing', async () => {
    await apply(WHOLE);
    const before = await exportConfiguration(shop.app);
    const outcome = await apply({
      version: 1,
      settings: { maxOpenReservations: 0, maxOpenReservation: 3 },
      services: [
        { code: 'telegram', name: 'Changed' },
        { code: 'telegram', name: 'Twice' },
        { code: 'viber', name: 'Viber', codePattern: '(\\d+' },
        { code: 'Bad Code', name: 'x' },
      ],
      countries: [{ iso: 'LT', name: 'Lithuania' }],
      providers: [{ name: 'hero', apiKey: { env: 'PROVIDER_NOT_SET' }, colour: 'red' }],
      offers: [{ service: 'nothing', country: 'LV', price: '-1' }],
      routes: [{ service: 'telegram', country: 'LV', provider: 'nobody', isPool: true }],
    });
    expect(outcome.kind === 'invalid' && outcome.mistakes.map(({ path }) => path).sort()).toEqual(
      [
        '/settings/maxOpenReservations',
        '/settings/maxOpenReservation',
        '/services/1',
        '/services/2/codePattern',
        '/services/3/code',
        '/countries/0/callingCode',
        '/providers/0/apiKey',
        '/providers/0/colour',
        '/offers/0/price',
        '/offers/0/service',
        '/routes/0/provider',
      ].sort(),
    );
    expect(await exportConfiguration(shop.app)).toEqual(before);
    for (const nonsense of [
      null,
      1,
      'x',
      [],
      {},
      { version: 2 },
      { version: 1, services: {} },
      { version: 1, offers: [null, 1, []] },
    ])
      expect([nonsense, (await apply(nonsense)).kind]).toEqual([nonsense, 'invalid']);
  });

  it('refuses options that the protocol of a provider does not take', async () => {
    const providers = [{ ...WHOLE.providers[0]!, options: { dialect: 'classix' } }];
    expect(await apply({ version: 1, providers })).toMatchObject({
      kind: 'invalid',
      mistakes: [
        {
          path: '/providers/0/options',
          kind: 'options_misfit',
          facts: { detail: expect.stringContaining('options.dialect') },
        },
      ],
    });
  });

  it('never sends a secret of the shop itself to a supplier, and keeps a key unless told otherwise', async () => {
    const refused = await apply({
      ...WHOLE,
      providers: [{ ...WHOLE.providers[0], apiKey: { env: 'SECRET_KEY' } }],
    });
    expect(refused.kind === 'invalid' && refused.mistakes[0]!.path).toBe('/providers/0/apiKey/env');
    await apply(WHOLE);
    const key = async () =>
      (await shop.one<{ k: Buffer | null }>(`SELECT api_key_sealed AS k FROM providers WHERE name = 'hero'`)).k;
    const sealed = await key();
    expect(box.open(sealed!)).toBe('hero-key-1');
    await apply({ version: 1, providers: [{ name: 'hero', apiKey: { keep: true }, timeoutMs: 5_000 }] });
    expect(await key()).toEqual(sealed);
    await apply({ version: 1, providers: [{ name: 'hero', apiKey: null }] });
    expect(await key()).toBeNull();
  });

  it('takes 200 services in 50 countries from 5 suppliers, and leaves one line in the audit log', async () => {
    const document = largeConfiguration({ routesPerOffer: 5 });
    expect(changesOf(await apply(document))).toBe(200 + 50 + 5 + 10_000 + 50_000);
    expect(
      await shop.one(`SELECT count(*)::int AS lines FROM audit_log WHERE action = 'configuration.applied'`),
    ).toEqual({ lines: 1 });
    await shop.booksBalance(); // each offer knows the best of the routes that one statement wrote
  }, 60_000);

  it('knows the best route of each offer after all were changed at once', async () => {
    const document = largeConfiguration({ routesPerOffer: 5, services: 20 });
    const byBest = () =>
      shop.one(
        `SELECT string_agg(DISTINCT p.name, ' ') AS best, count(*)::int AS offers
         FROM offers o JOIN providers p ON p.id = o.best_provider_id WHERE o.is_available`,
      );
    await apply(document);
    expect(changesOf(await apply(document))).toBe(0);
    expect(await byBest()).toEqual({ best: 'supplier 0', offers: 1_000 });
    const routes = document.routes.filter(({ provider }) => provider === 'supplier 0');
    const behind = { version: 1, routes: routes.map((route) => ({ ...route, priority: 9 })) };
    expect(changesOf(await apply(behind))).toBe(1_000);
    expect(await byBest()).toEqual({ best: 'supplier 1', offers: 1_000 });
    await shop.booksBalance();
  });

  it('is described by a JSON Schema', () => {
    const schema = configurationSchema() as Loose;
    expect(schema.properties.offers.items.required).toEqual(['service', 'country']);
    expect(schema.properties.services.items.additionalProperties).toBe(false);
    expect(schema.properties.texts.properties.ar.properties.missingMoney.description).toContain('must have {missing}');
  });
});
