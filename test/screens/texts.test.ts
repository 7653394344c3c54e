import { ar } from '../../src/bot/texts/ar';
import { en, type Texts } from '../../src/bot/texts/en';
import { STAGE_MARKS } from '../../src/bot/texts/facts';
import { createFormat, type Format, flag } from '../../src/bot/texts/format';
import { LANGUAGES, languageFor, plural } from '../../src/bot/texts/languages';
import { joined, type Rich } from '../../src/bot/texts/rich';
import { ru } from '../../src/bot/texts/ru';
import { CLAIM_OUTCOMES } from '../../src/domain/channel/claim-outcome';
import { USER_DATA_FIELDS } from '../../src/domain/channel/user-data-fields';
import { apiKeySamples } from './support/api-key-samples';
import { discountSamples } from './support/discount-samples';
import { growthSamples } from './support/growth-samples';
import { paymentSamples } from './support/payment-samples';
import { refundSamples } from './support/refund-samples';
import { supportSamples } from './support/support-samples';

const all = { en, ar, ru };
const at = new Date('2026-01-15T12:00:00Z');
const later = new Date('2026-01-15T12:19:30Z');

/** A format that leaves a mark for each value, so that two languages can be compared by what they tell. */
function marking(real: Format): Format {
  const mark = (kind: string) => (value: unknown) => `⟦${kind}:${value instanceof Date ? value.toISOString() : value}⟧`;
  return {
    ...real,
    money: mark('money'),
    signedMoney: mark('signed'),
    percent: mark('percent'),
    phone: mark('phone'),
    name: mark('name'),
    foreign: mark('foreign'),
    date: mark('date'),
    day: mark('day'),
    quoted: mark('quoted'),
    country: mark('country'),
    dateTime: mark('dateTime'),
    time: mark('time'),
    isolated: (piece) => joined(['⟦isolated:', piece, '⟧']),
  };
}

const service = { serviceName: 'WhatsApp', serviceEmoji: '💬' };
const place = { countryIso: 'LV', countryName: 'Latvia' };
const number = { ...service, ...place, price: 8_000n, phone: '37120000001' };
const offer = { ...service, ...place, price: 8_000n, stock: 12, isStockCapped: false, successRate: 0.87, medianS: 25 };
const quote = { listPrice: 8_000n, promoCode: null, promoSays: null };
const refusal = {
  ...{ price: 8_000n, available: 5_000n, until: later, now: at, support: '@help', telegramId: 77n },
  promo: { code: 'tele', says: 'used_up' } as const,
};
const sms = { code: '123-456', text: 'Your code is 123-456', at };
const card = {
  ...number,
  until: later,
  now: at,
  cancelableAt: later,
  replacesId: null as bigint | null,
  endReason: null,
  canAskForMore: true,
  messages: [sms],
};
const money = { price: 8_000n, available: 5_000n };

const rewardStates = (['open', 'claimed', 'too_young', 'day_spent', 'budget_spent'] as const).map((state) => ({
  title: 'News',
  isGroup: state === 'open',
  amount: 8_000n,
  state,
  openFrom: later,
}));
const claimResults = CLAIM_OUTCOMES.map((kind) => ({ kind, title: 'News', isGroup: false, amount: 8_000n }));

/** Every text, with facts to say. A text that is missing here fails the test below. */
const samples: { readonly [Key in keyof Texts]: (texts: Texts) => readonly (Rich | string)[] } = {
  short: (t) => [0, 25, 119, 120, 1200].map(t.short),
  inTime: (t) => [t.inTime(later, at), t.inTime(at, later)],
  duration: (t) => [0, 1, 2, 5, 11, 59, 119, 120, 180, 660, 1200, 6000].map(t.duration),
  back: (t) => [t.back],
  home: (t) => [t.home],
  refresh: (t) => [t.refresh],
  tryAgain: (t) => [t.tryAgain],
  previousPage: (t) => [t.previousPage],
  nextPage: (t) => [t.nextPage],
  newest: (t) => [t.newest],
  older: (t) => [t.older],
  pageOf: (t) => [t.pageOf(1, 3)],
  homeButtons: (t) => Object.values(t.homeButtons),
  botProfile: (t) => Object.values(t.botProfile),
  commandMenu: (t) => Object.values(t.commandMenu),
  homeScreen: (t) =>
    [true, false].map((isNew) => t.homeScreen({ name: 'Vera', available: 1n, held: 2n, open: 3, isNew })),
  helpScreen: (t) => ['', '@help'].map((support) => t.helpScreen({ support, lateMinutes: 10 })),
  privacyButton: (t) => [t.privacyButton],
  helpButton: (t) => [t.helpButton],
  privacyScreen: (t) => [
    t.privacyScreen({ support: '', posts: undefined }),
    t.privacyScreen({ support: '@help', posts: t.privacyOfPosts({ fields: ['id', 'name'] }) }),
  ],
  fieldNames: (t) => Object.values(t.fieldNames),
  privacyOfPosts: (t) => [t.privacyOfPosts({ fields: [...USER_DATA_FIELDS] })],
  userDataGreeting: (t) => [t.userDataGreeting({ fields: [...USER_DATA_FIELDS] })],
  userDataPost: (t) => [
    t.userDataPost({ event: 'joined', id: '77', name: 'Vera', username: null, joinedAt: at }),
    t.userDataPost({
      ...{ event: 'purchase', id: '77', name: 'Vera', username: 'vera', joinedAt: at, available: 5_000n },
      ...{ service, country: place, maskedPhone: '3712•••••01' },
    }),
  ],
  dailySummary: (t) =>
    [0, 1, 2, 3, 11, 100].flatMap((count) =>
      [0.87, undefined].map((successRate) =>
        t.dailySummary({
          ...{ newUsers: count, sales: count, withoutCode: 1, revenue: 8_000n, successRate, from: at, timeZone: 'UTC' },
        }),
      ),
    ),
  announcement: (t) =>
    (['RESTOCK', 'PRICE_CHANGE', 'NEW_SERVICE'] as const).flatMap((kind) =>
      [0, 3].map((more) =>
        t.announcement({
          ...{ kind, more, template: undefined },
          items: [
            { ...service, ...place, offerId: 1, price: 8_000n, oldPrice: kind === 'PRICE_CHANGE' ? 9_000n : null },
          ],
        }),
      ),
    ),
  balanceChanged: (t) =>
    (['ADD', 'DEDUCT', 'REFUND', 'REWARD'] as const).flatMap((type) =>
      ['', 'Invoice 42'].map((reason) =>
        t.balanceChanged({ type, ...money, amount: 8_000n, reason, support: '@help' }),
      ),
    ),
  languageScreen: (t) => [t.languageScreen],
  languageSet: (t) => [t.languageSet],
  topUp: (t) => ['', '@help'].map((support) => t.topUp({ support, telegramId: 77n, canPay: false })),
  banned: (t) => ['', '@help'].map((support) => t.banned({ support })),
  maintenance: (t) => ['', '@help'].map((support) => t.maintenance({ support })),
  unknownCommand: (t) => [t.unknownCommand('🏠')],
  unsupported: (t) => [t.unsupported],
  somethingBroke: (t) => [t.somethingBroke],
  preCheckoutExcuse: (t) => [t.preCheckoutExcuse],
  staleButton: (t) => [t.staleButton],
  nothingToCancel: (t) => [t.nothingToCancel],
  searchClosed: (t) => [t.searchClosed],
  alertOver: (t) => [
    t.alertOver({
      title: '⚠️ …',
      facts: { name: 'News', service: 'Telegram', iso: 'LV', country: 'Latvia' },
      since: at,
    }),
    t.alertOver({ title: '⚠️ …', facts: {}, since: at }),
  ],
  alertPlace: (t) => [t.alertPlace],
  alertWords: (t) =>
    ['bot_not_admin', 'bot_not_in_channel', 'flood', 'timed_out', '?'].flatMap((reason) => [
      t.alertWords.payment_unclaimed({ name: 'News', receiptId: '7', amount: '5.00', currency: 'USD' }),
      t.alertWords.payment_taken_back({ name: 'News', userId: '7', taken: '1.0000', owed: '2.0000' }),
      t.alertWords.payment_provider_trouble({ name: 'News', fault: 'CHANNEL_PRIVATE', detail: 'CHANNEL_PRIVATE' }),
      t.alertWords.support_waiting({ thread: 'S-12', minutes: 61, waiting: 3 }),
      t.alertWords.support_undelivered({ thread: 'S-12', detail: 'CHANNEL_PRIVATE' }),
      t.alertWords.payments_differ({ name: 'News', differences: 2 }),
      t.alertWords.channel_unreadable({ title: 'News', reason, detail: 'CHANNEL_PRIVATE' }),
      t.alertWords.membership_unknown({ reason }),
      t.alertWords.panel_locked({ userId: '7', tries: 5 }),
      t.alertWords.channel_unpostable({ title: 'News', detail: 'CHANNEL_PRIVATE' }),
      t.alertWords.provider_key_refused({ name: 'News', detail: 'CHANNEL_PRIVATE' }),
      t.alertWords.provider_balance_low({ name: 'News', detail: '', balance: '1.2500', low: '5.0000' }),
      t.alertWords.provider_blocked({ name: 'News', detail: 'CHANNEL_PRIVATE' }),
      t.alertWords.provider_unreachable({ name: 'News', detail: 'CHANNEL_PRIVATE' }),
      t.alertWords.route_refused({
        name: 'News',
        detail: 'CHANNEL_PRIVATE',
        service: 'Telegram',
        iso: 'LV',
        country: 'Latvia',
      }),
      t.alertWords.purchase_lost({ name: 'News', detail: '', amount: '0.2500', askedAt: '2026-01-15 12:00 UTC' }),
      t.alertWords.purchase_unclear({
        ...{
          name: 'News',
          detail: '',
          amount: '0.2500 USD',
          count: 2,
          from: '2026-01-15 12:00 UTC',
          to: '2026-01-15 12:05 UTC',
        },
      }),
      t.alertWords.catalogue_changed({ name: 'News', detail: '', added: 3, gone: 1, dearer: 2 }),
      t.alertWords.catalogue_unreadable({ name: 'News', detail: 'CHANNEL_PRIVATE' }),
    ]),
  gateScreen: (t) =>
    [true, false].flatMap((is) => [
      t.gateScreen({
        name: 'Vera',
        isNew: is,
        goesOn: !is,
        channels: [{ title: 'News', isGroup: is, hasRequested: is }],
      }),
      t.gateScreen({
        name: 'Vera',
        isNew: is,
        goesOn: is,
        channels: [1, 2, 5, 11].map(() => ({ title: 'News', isGroup: is })),
      }),
    ]),
  joinButton: (t) => [true, false].map((isGroup) => t.joinButton({ title: 'News', isGroup })),
  joinedButton: (t) => [t.joinedButton],
  gateOpened: (t) => [t.gateOpened],
  freeScreen: (t) => [
    t.freeScreen({ rewards: [], total: 0n, clawBackDays: null }),
    t.freeScreen({ rewards: rewardStates, total: 8_000n, clawBackDays: 7 }),
  ],
  earnButton: (t) => [true, false].map((isGroup) => t.earnButton({ title: 'News', isGroup, amount: 8_000n })),
  verifyButton: (t) => [t.verifyButton({ title: 'News' })],
  verifyAllButton: (t) => [t.verifyAllButton],
  verifying: (t) => [t.verifying],
  claimSummary: (t) => [
    t.claimSummary({ results: claimResults, gained: 8_000n, available: 9_000n }),
    t.claimSummary({ results: claimResults.slice(1), gained: 0n, available: 9_000n }),
    t.claimSummary({ results: [], gained: 0n, available: 9_000n }),
  ],
  rewardTakenBack: (t) => [t.rewardTakenBack({ title: 'News', amount: 8_000n, available: 1_000n })],
  awaitsApproval: (t) => [t.awaitsApproval],
  stillMissing: (t) => [1, 2, 3, 11].map((count) => t.stillMissing({ count })),
  where: (t) => [t.where({ ...service, ...place })],
  servicesScreen: (t) => [
    t.servicesScreen({ total: 12, query: undefined, favouritesOnly: false }),
    t.servicesScreen({ total: 2, query: 'tele', favouritesOnly: true }),
  ],
  noServiceFound: (t) => [true, false].map((hasNear) => t.noServiceFound({ query: 'tele', hasNear })),
  countriesFound: (t) => [1, 2, 5].map((total) => t.countriesFound({ total, query: 'lat' })),
  countryFoundRow: (t) => [t.countryFoundRow(place)],
  servicesInScreen: (t) => [1, 2, 12].map((total) => t.servicesInScreen({ ...place, total })),
  notSoldThere: (t) => [t.notSoldThere({ ...service, ...place })],
  noFavourites: (t) => [t.noFavourites],
  noServices: (t) => [t.noServices],
  serviceRow: (t) =>
    [true, false].map((isFavourite) =>
      t.serviceRow({ ...service, fromPrice: 8_000n, isFrom: isFavourite, isFavourite }),
    ),
  starButton: (t) => [t.starButton(true), t.starButton(false)],
  seeNewPrice: (t) => [t.seeNewPrice],
  allServices: (t) => [t.allServices],
  starAdded: (t) => [t.starAdded('WhatsApp')],
  starRemoved: (t) => [t.starRemoved('WhatsApp')],
  countriesScreen: (t) => ['lat', undefined].map((query) => t.countriesScreen({ ...service, total: 15, query })),
  orderButtons: (t) => Object.values(t.orderButtons),
  noCountryFound: (t) => [true, false].map((hasNear) => t.noCountryFound({ query: 'lat', hasNear })),
  allCountries: (t) => [t.allCountries],
  noCountries: (t) => [t.noCountries],
  countryRow: (t) => [t.countryRow(offer), t.countryRow({ ...offer, stock: undefined, successRate: undefined })],
  againRow: (t) => [t.againRow(offer)],
  confirmScreen: (t) => [
    t.confirmScreen({ ...offer, ...quote, available: 9_000n, held: 0n, timeoutS: 1200 }),
    t.confirmScreen({
      ...{ ...offer, ...quote, listPrice: 10_000n, promoCode: 'tele', promoSays: 'counts' },
      ...{ available: 1n, held: 2n, timeoutS: 1200 },
    }),
    t.confirmScreen({
      ...{ ...offer, ...quote, promoCode: 'tele', promoSays: 'elsewhere' },
      ...{ successRate: undefined, medianS: undefined, available: 1n, held: 0n, timeoutS: 1200 },
    }),
  ],
  reserveButton: (t) => [t.reserveButton(8_000n)],
  missingMoney: (t) =>
    ['', '@help'].map((support) =>
      t.missingMoney({ ...money, debt: 0n, support, telegramId: 77n, canPay: support === '' }),
    ),
  wishButton: (t) => [t.wishButton],
  wishCeilingButton: (t) => [true, false].map((isChosen) => t.wishCeilingButton(8_000n, isChosen)),
  dropWishButton: (t) => [t.dropWishButton],
  wishesButton: (t) => [t.wishesButton],
  lookButton: (t) => [t.lookButton(8_000n)],
  wishRow: (t) => [t.wishRow({ ...service, ...place, ceiling: 8_000n })],
  wishScreen: (t) => [t.wishScreen({ ...service, ...place, ceiling: 8_000n, days: 30 })],
  wishesScreen: (t) => [1, 2, 5, 11].map((total) => t.wishesScreen({ total, days: 30 })),
  noWishes: (t) => [t.noWishes],
  wishDropped: (t) => [t.wishDropped],
  tooManyWishes: (t) => [t.tooManyWishes(10)],
  offerBack: (t) => [t.offerBack(offer)],
  soldOut: (t) => [t.soldOut],
  gettingNumber: (t) => [t.gettingNumber(number)],
  refusals: (t) => Object.values(t.refusals).map((say) => (say as (o: typeof refusal) => Rich)(refusal)),
  remaining: (t) => [t.remaining(later, at), t.remaining(at, later)],
  endReasons: (t) => Object.values(t.endReasons),
  cardButtons: (t) => {
    const { copyCode, claim, ...plain } = t.cardButtons;
    return [...Object.values(plain), copyCode('123-456'), claim(8_000n)];
  },
  card: (t) => [card, { ...card, replacesId: 1n }].flatMap((facts) => Object.values(t.card).map((say) => say(facts))),
  lateOnCard: (t) => [t.lateOnCard(number)],
  codeMessage: (t) => [
    t.codeMessage({ ...number, ...sms, isPaid: true, until: later, canAskForMore: true }),
    t.codeMessage({ ...number, ...sms, code: null, isPaid: false, until: later, canAskForMore: false }),
  ],
  lateCode: (t) => [t.lateCode({ ...number, claimUntil: later })],
  numberArrived: (t) => [t.numberArrived({ ...number, until: later, now: at })],
  gone: (t) => [t.gone],
  canceled: (t) => Object.values(t.canceled).map((say) => say({ dueAt: later, now: at })),
  changed: (t) => [later, null].flatMap((until) => Object.values(t.changed).map((say) => say({ until, now: at }))),
  asked: (t) => Object.values(t.asked).map((say) => say()),
  claimed: (t) => Object.values(t.claimed).map((say) => say(money)),
  numbersScreen: (t) => (['mine', 'history'] as const).map((which) => t.numbersScreen({ which, total: 12 })),
  noOpenNumbers: (t) => [t.noOpenNumbers],
  noHistory: (t) => [t.noHistory],
  historyButton: (t) => [t.historyButton],
  openButton: (t) => [t.openButton],
  numberRow: (t) => [
    t.numberRow({ ...number, stage: 'WAITING_CODE', at: null }),
    t.numberRow({ ...number, phone: null, stage: 'REQUESTED', at }),
  ],
  ...paymentSamples(later),
  ...supportSamples,
  ...growthSamples,
  ...apiKeySamples,
  ...discountSamples,
  ...refundSamples,
  transferWords: (t) => Object.values(t.transferWords),
  balanceScreen: (t) =>
    ['', '@help'].map((support) =>
      t.balanceScreen({
        available: 1n,
        held: 2n,
        debt: support ? 3n : 0n,
        pending: support ? 4n : 0n,
        usableAt: support ? later : null,
        canPay: support === '',
        support,
        telegramId: 77n,
      }),
    ),
  transactionsButton: (t) => [t.transactionsButton],
  transactionsTitle: (t) => [t.transactionsTitle],
  noTransactions: (t) => [t.noTransactions],
  transactionRow: (t) => {
    const row = { type: 'HOLD', amount: 8_000n, sign: -1, about: 'about', reason: '', at, after: 1n } as const;
    return [
      t.transactionRow(row),
      t.transactionRow({ ...row, type: 'ADD', sign: 1, about: undefined, reason: 'gift' }),
    ];
  },
  statisticsScreen: (t) => [
    t.statisticsScreen({
      own: { completed: 12, withoutCode: 2, spent: 8_000n, successRate: 0.5 },
      shop: { services: 12, countries: 15, successRate: 0.9, medianS: 25 },
    }),
  ],
};

const textOf = (piece: Rich | string) => (typeof piece === 'string' ? piece : piece.text);
const marksIn = (text: string) => (text.match(/⟦[^⟦⟧]*⟧?/g) ?? []).sort();

describe('the texts', () => {
  const keys = Object.keys(samples) as (keyof Texts)[];

  it.each(LANGUAGES)('are all there in %s', (language) => {
    expect(Object.keys(all[language](createFormat(language, 'USD'))).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('%s tells the same facts in every language', (key) => {
    const told = LANGUAGES.map((language) => {
      const texts = all[language](marking(createFormat(language, 'USD')));
      return samples[key](texts).map((piece) => marksIn(textOf(piece)));
    });
    // Names stand beside the choice of words in each language: "Telegram" as an example is a mark in Arabic alone.
    if (key === 'unsupported' || key === 'pageOf' || key === 'helpScreen' || key === 'cardButtons') return;
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  it.each(LANGUAGES)('say something, and never a key or an absent value, in %s', (language) => {
    const texts = all[language](createFormat(language, 'USD'));
    for (const key of keys) {
      for (const piece of samples[key](texts)) {
        expect(textOf(piece).trim()).not.toBe('');
        expect(textOf(piece)).not.toMatch(/undefined|null|NaN|\[object|#|\$\{|⟦/);
        if (typeof piece === 'string') continue;
        for (const { offset, length } of piece.entities) {
          expect(length).toBeGreaterThan(0);
          expect(offset + length).toBeLessThanOrEqual(piece.text.length);
        }
      }
    }
  });

  it.each(['ar', 'ru'] as const)('leave no English words standing in %s', (language) => {
    const texts = all[language](createFormat(language, 'USD'));
    const known =
      /https?:\/\/[\w.:/]+|WhatsApp|handler_api|5sim|HeroSMS|orderId|https|API|REST|Telegram Stars|Telegram|SMS|UTC|USD|@help|Vera|vera|Latvia|Invoice|Your code is 123-456|about|gift|tele|lat|News|CHANNEL_PRIVATE|\/\w+|\bid\b/g;
    for (const key of keys) {
      for (const piece of samples[key](texts)) expect(textOf(piece).replace(known, '')).not.toMatch(/[A-Za-z]{2,}/);
    }
  });

  it('say of every refusal that no money moved', () => {
    const nothing = { en: 'Nothing was charged', ru: 'Ничего не списано', ar: 'لم يُخصم شيء' };
    for (const language of LANGUAGES) {
      const texts = all[language](createFormat(language, 'USD'));
      for (const piece of samples.refusals(texts)) expect(textOf(piece)).toContain(nothing[language]);
      for (const stage of ['EXPIRED', 'CANCELED'] as const) {
        expect(texts.card[stage](card).text).toContain(nothing[language]);
      }
    }
  });
});

describe('Arabic', () => {
  const texts = ar(createFormat('ar', 'USD'));

  it('isolates every amount, number, phone, code and foreign name', () => {
    const isolated = /[\u2066\u2068][^\u2066\u2068\u2069\n]*\u2069/g;
    for (const key of Object.keys(samples) as (keyof Texts)[]) {
      for (const piece of samples[key](texts)) {
        const bare = textOf(piece).replace(isolated, '');
        expect(bare).not.toMatch(/[\u2066\u2068\u2069]/);
        expect(bare.replace(/\babout\b/g, '')).not.toMatch(/[0-9A-Za-z]/);
      }
    }
  });

  it('runs from the right in every line, whatever sign, flag or value the line begins with', () => {
    const isolated = /[\u2066\u2068][^\u2066\u2068\u2069\n]*\u2069/g;
    const strong = /\p{Script=Arabic}|\u200F|\p{L}|[\u{1F1E6}-\u{1F1FF}]/u;
    for (const key of [
      'where',
      'countryRow',
      'confirmScreen',
      'card',
      'codeMessage',
      'lateCode',
      'numberArrived',
    ] as const) {
      for (const piece of samples[key](texts)) {
        for (const line of textOf(piece).split('\n')) {
          const bare = line.replace(isolated, '');
          if (!bare.trim()) continue;
          expect(strong.exec(bare)?.[0] ?? line).toMatch(/\p{Script=Arabic}|\u200F/u);
        }
      }
    }
  });

  it('lets a code be copied without the marks around it', () => {
    const { text, entities } = texts.codeMessage({
      ...number,
      ...sms,
      isPaid: true,
      until: later,
      canAskForMore: false,
    });
    const copied = entities
      .filter(({ kind }) => kind === 'code')
      .map(({ offset, length }) => text.slice(offset, offset + length));
    expect(copied).toEqual(['123-456', '+37120000001']);
  });

  it('is not turned around by a name or an SMS full of direction marks', () => {
    const evil = '\u202eevil\u2069\u2069\u2067';
    const { text } = texts.codeMessage({
      ...number,
      serviceName: evil,
      ...sms,
      text: `${evil}\n${evil}`,
      isPaid: true,
      until: later,
      canAskForMore: false,
    });
    expect(text).not.toMatch(/[\u202a-\u202e\u2067]/);
    for (const line of text.split('\n')) {
      expect((line.match(/[\u2066\u2068]/g) ?? []).length).toBe((line.match(/\u2069/g) ?? []).length);
    }
  });
});

describe('values', () => {
  it('are written exactly, however large', () => {
    const format = createFormat('en', 'USD');
    expect(format.money(12_500n)).toBe('$1.25');
    expect(format.money(875n)).toBe('$0.0875');
    expect(format.money(99_999_999_999_999_999n)).toBe('$9,999,999,999,999.9999');
    expect(format.signedMoney(-12_500n)).toBe('−$1.25');
    expect(createFormat('ru', 'EUR').signedMoney(10_000n)).toBe('+€1.00');
    expect(createFormat('ar', 'USD').money(12_500n)).toBe('\u2066$1.25\u2069');
  });

  it('know countries, flags and languages', () => {
    expect(createFormat('ru', 'USD').country('LV', 'x')).toBe('Латвия');
    expect(createFormat('ar', 'USD').country('LV', 'x')).toBe('لاتفيا');
    expect(createFormat('en', 'USD').country('??', 'Nowhere')).toBe('Nowhere');
    expect(flag('LV')).toBe('🇱🇻');
    expect(flag('lv')).toBe('🏳️');
    expect([undefined, 'ar-EG', 'RU', 'uk', 'en-US', ''].map(languageFor)).toEqual([
      'en',
      'ar',
      'ru',
      'en',
      'en',
      'en',
    ]);
  });

  it('choose the plural form of the language', () => {
    const forms = { one: '# номер', few: '# номера', many: '# номеров', other: '# номера' };
    expect([1, 2, 5, 11, 21, 22, 25].map((n) => plural('ru', n, forms))).toEqual([
      '1 номер',
      '2 номера',
      '5 номеров',
      '11 номеров',
      '21 номер',
      '22 номера',
      '25 номеров',
    ]);
    const minutes = [60 * 2, 60 * 3, 60 * 11, 60 * 100].map((s) => ar(createFormat('ar', 'USD')).duration(s));
    expect(minutes.map((text) => text.replace(/[\u2066\u2069]/g, ''))).toEqual([
      'دقيقتان',
      '3 دقائق',
      '11 دقيقة',
      '100 دقيقة',
    ]);
  });

  it('mark every stage of a reservation', () => {
    expect(Object.values(STAGE_MARKS).every(Boolean)).toBe(true);
  });

  const NAMELESS = ['', '   ', '\u3164', '\u200b\u200d', '\u2800', '\u2066\u2069', '\ufe0f'];
  it.each(NAMELESS)('greet somebody with the name %j without a hole', (name) => {
    const first = (words: Rich) => words.text.split('\n')[0];
    const greetings = (own?: string) =>
      LANGUAGES.map((language) => {
        const texts = all[language](createFormat(language, 'USD'), own ? { welcome: own } : undefined);
        return first(texts.homeScreen({ name, available: 0n, held: 0n, open: 0, isNew: false }));
      });
    expect(greetings()).toEqual(['👋 Hello!', '👋 مرحبًا!', '👋 Здравствуйте!']);
    for (const [own, said] of [
      ['{name}, hello!', 'hello!'],
      ['🛍 {name}: good to see you', '🛍 good to see you'],
      ['Good day, {name}. You have {balance}', 'Good day. You have $0.00'],
      ['Shop — {name}', 'Shop'],
    ] as const)
      expect(greetings(own)[0]).toBe(said);
  });
});
