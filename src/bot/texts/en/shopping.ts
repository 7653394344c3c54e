import type { CountryOrder } from '../../../domain/country-order';
import type { Amount } from '../../../domain/money/money';
import type { CustomizableTexts } from '../customizable-texts';
import type {
  CountryFacts,
  MoneyFacts,
  OfferFacts,
  QuoteFacts,
  RefusalFacts,
  RefuseReason,
  ServiceFacts,
} from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, type Rich, rich, struck } from '../rich';
import type { discounts } from './discounts';
import type { general } from './general';

/** From choosing a service to the press that reserves, and every way in which that can be refused. */
export const shopping = (
  f: Format,
  w: CustomizableTexts,
  g: ReturnType<typeof general>,
  d: ReturnType<typeof discounts>,
) => {
  const where = (o: ServiceFacts & CountryFacts) =>
    `${o.serviceEmoji} ${f.name(o.serviceName)} · ${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}`.trim();
  const stock = (o: { stock: number | undefined; isStockCapped: boolean }) =>
    o.stock === undefined ? 'on request' : o.isStockCapped ? `${f.number(o.stock)}+` : f.number(o.stock);
  return {
    where,
    servicesScreen: (o: { total: number; query: string | undefined; favouritesOnly: boolean }): Rich =>
      lines(
        bold(o.favouritesOnly ? '⭐ Favourites' : '📱 Which service is the code for?'),
        o.query !== undefined
          ? plural(
              'en',
              o.total,
              { one: `🔎 “${f.name(o.query)}”: # service`, other: `🔎 “${f.name(o.query)}”: # services` },
              f.number,
            )
          : plural('en', o.total, { one: '# service', other: '# services' }, f.number),
        '',
        '✏️ Type a name to search.',
      ),
    noServiceFound: (o: { query: string; hasNear: boolean }): Rich =>
      lines(
        rich`🔎 Nothing found for ${bold(`“${f.name(o.query)}”`)}.`,
        o.hasNear ? 'Did you mean this?' : 'Check the spelling, or look at all services.',
      ),
    /** Nothing but countries is called so. */
    countriesFound: (o: { total: number; query: string }): Rich =>
      lines(
        bold('🌍 Which country?'),
        plural(
          'en',
          o.total,
          { one: `🔎 “${f.name(o.query)}”: # country`, other: `🔎 “${f.name(o.query)}”: # countries` },
          f.number,
        ),
      ),
    countryFoundRow: (o: CountryFacts) => `${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}`,
    servicesInScreen: (o: CountryFacts & { total: number }): Rich =>
      lines(
        bold(`${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}: which service?`),
        plural('en', o.total, { one: '# service', other: '# services' }, f.number),
        '',
        '✏️ Type a name to search.',
      ),
    notSoldThere: (o: ServiceFacts & CountryFacts): Rich =>
      lines(bold(where(o)), 'This is not on sale right now. Another country or another service may be.'),
    noFavourites: lines(bold('⭐ No favourites yet'), '', 'Open a service and press ☆: then it waits for you here.'),
    noServices: lines(
      bold('📱 Nothing is on sale right now'),
      '',
      'New stock comes often. Please look in again later.',
    ),
    /** `isFrom`: the lowest of several prices. */
    serviceRow: (o: ServiceFacts & { fromPrice: Amount; isFrom: boolean; isFavourite: boolean }) =>
      `${[o.isFavourite && '⭐', o.serviceEmoji, f.name(o.serviceName, 24)].filter(Boolean).join(' ')} · ${o.isFrom ? 'from ' : ''}${f.money(o.fromPrice)}`,
    starButton: (isFavourite: boolean): string => (isFavourite ? '⭐ A favourite' : '☆ To favourites'),
    seeNewPrice: '💵 See the new price',
    allServices: '📱 All services',
    starAdded: (name: string) => `⭐ ${f.name(name)} is among your favourites`,
    starRemoved: (name: string) => `☆ ${f.name(name)} is no longer a favourite`,
    countriesScreen: (o: ServiceFacts & { total: number; query: string | undefined }): Rich =>
      lines(
        bold(`${o.serviceEmoji} ${f.name(o.serviceName)}: which country?`.trim()),
        o.query !== undefined
          ? plural(
              'en',
              o.total,
              { one: `🔎 “${f.name(o.query)}”: # country`, other: `🔎 “${f.name(o.query)}”: # countries` },
              f.number,
            )
          : plural('en', o.total, { one: '# country', other: '# countries' }, f.number),
        '',
        '📦 in stock · ✅ share of numbers that got a code',
        '✏️ Type a country to search.',
      ),
    noCountryFound: (o: { query: string; hasNear: boolean }): Rich =>
      lines(
        rich`🔎 No country found for ${bold(`“${f.name(o.query)}”`)}.`,
        o.hasNear ? 'Did you mean this?' : 'Check the spelling, or look at all countries.',
      ),
    /** In which order countries stand; pressed again, the shop's own order is back. */
    orderButtons: { price: '💵 By price', success: '✅ By success', name: '🔤 By name' } satisfies Record<
      CountryOrder,
      string
    >,
    allCountries: '🌍 All countries',
    noCountries: lines(
      bold('🌍 No country is on sale for this service right now'),
      '',
      'Nothing was charged. Please choose another service.',
    ),
    countryRow: (o: OfferFacts) =>
      [
        `${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}`,
        f.money(o.price),
        o.stock === undefined ? undefined : `📦 ${stock(o)}`,
        o.successRate === undefined ? undefined : `✅ ${f.percent(o.successRate)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    /** What was bought last, to be bought again. */
    againRow: (o: ServiceFacts & CountryFacts & { price: Amount }) => `🔂 ${where(o)} · ${f.money(o.price)}`,
    confirmScreen: (o: OfferFacts & QuoteFacts & { available: Amount; held: Amount; timeoutS: number }): Rich =>
      lines(
        bold(where(o)),
        o.price === o.listPrice
          ? rich`💵 Price: ${bold(f.money(o.price))}`
          : rich`💵 Price: ${struck(f.money(o.listPrice))} ${bold(f.money(o.price))}`,
        o.promoCode !== null &&
          o.promoSays !== null &&
          (o.promoSays === 'counts'
            ? `🎟 ${f.isolated(o.promoCode ?? '').text}: you save ${f.money(o.listPrice - o.price)}`
            : d.promoSays[o.promoSays](o.promoCode)),
        o.stock !== 0 &&
          `📦 In stock: ${stock(o)}${o.successRate === undefined ? '' : ` · ✅ Success: ${f.percent(o.successRate)}`}`,
        `⏰ Yours for ${g.short(o.timeoutS)}${o.medianS === undefined ? '' : ` · ⚡ code in ${g.short(o.medianS)}`}`,
        rich`💳 Available: ${bold(f.money(o.available))}${o.held > 0n ? ` · 🔒 ${f.money(o.held)} held` : ''}`,
        o.available >= o.price && o.stock !== 0 && '🔒 Held now, charged with the code.',
      ),
    reserveButton: (price: Amount) => `✅ Get a number · ${f.money(price)}`,
    missingMoney: (o: MoneyFacts & { price: Amount; available: Amount; debt: Amount }): Rich =>
      lines(w.missingMoney(o), !o.canPay && w.topUp(o)),
    soldOut: '📦 Sold out right now. Nothing was charged; another country may have numbers.',
    wishButton: '🔔 Tell me when it is back',
    wishCeilingButton: (ceiling: Amount, isChosen: boolean) => `${isChosen ? '✓ ' : ''}up to ${f.money(ceiling)}`,
    dropWishButton: '🔕 Do not tell me',
    wishesButton: '🔔 What I wait for',
    lookButton: (price: Amount) => `👀 Look · ${f.money(price)}`,
    wishRow: (o: ServiceFacts & CountryFacts & { ceiling: Amount }) => `${where(o)} · ≤ ${f.money(o.ceiling)}`,
    wishScreen: (o: ServiceFacts & CountryFacts & { ceiling: Amount; days: number }): Rich =>
      lines(
        bold('🔔 You will be told once'),
        where(o),
        rich`When it is back for at most ${bold(f.money(o.ceiling))}, within ${f.number(o.days)} days.`,
        'Nothing is held until you buy.',
      ),
    wishesScreen: (o: { total: number; days: number }): Rich =>
      lines(
        bold('🔔 What you wait for'),
        plural('en', o.total, { one: '# number, told once', other: '# numbers, each told once' }, f.number),
        `After ${f.number(o.days)} days it is forgotten. Nothing is held.`,
      ),
    noWishes: lines(bold('🔔 You wait for nothing'), 'Where something is sold out, you can ask to be told.'),
    wishDropped: 'You will not be told.',
    tooManyWishes: (most: number) => `You wait for ${f.number(most)} numbers already. Put one away first.`,
    offerBack: (o: OfferFacts): Rich =>
      lines(bold('🔔 Back in stock'), where(o), rich`💵 Price: ${bold(f.money(o.price))}`, 'Nothing is held yet.'),
    gettingNumber: (o: ServiceFacts & CountryFacts): Rich =>
      lines(
        bold('⏳ Getting a number…'),
        where(o),
        '',
        'The price is held, nothing is charged. This takes a few seconds.',
      ),
    refusals: {
      key_conflict: () =>
        lines(bold('🤔 That button was already used'), '', 'Nothing was charged. Please choose again.'),
      offer_gone: () =>
        lines(
          bold('📦 This is no longer on sale'),
          '',
          'Nothing was charged. Please choose another country or service.',
        ),
      price_changed: (o: RefusalFacts) =>
        lines(
          bold('💵 The price has changed'),
          '',
          o.promo !== null && o.promo.says !== 'counts' && d.promoSays[o.promo.says](o.promo.code),
          o.price === null ? undefined : rich`It is ${bold(f.money(o.price))} now.`,
          'Nothing was charged. Look at it again and decide.',
        ),
      banned: (o: RefusalFacts) => g.banned(o),
      paused: (o: RefusalFacts) =>
        lines(
          bold('✋ A short break'),
          '',
          'You canceled many numbers within an hour.',
          o.until ? `You can reserve again ${g.inTime(o.until, o.now)}.` : undefined,
          'Nothing was charged.',
        ),
      too_many_open: () =>
        lines(
          bold('📋 You have as many open numbers as possible'),
          '',
          'Nothing was charged. Use or cancel one of them first.',
        ),
      insufficient_funds: (o: RefusalFacts) => {
        const { price, available } = o;
        const why =
          price === null || available === null
            ? 'Nothing was charged.'
            : w.missingMoney({ price, available, debt: 0n });
        return lines(bold('💳 Not enough money'), '', why, !o.canPay && w.topUp(o));
      },
      out_of_stock: () =>
        lines(
          bold('📦 Sold out this very moment'),
          '',
          'Nothing was charged. Try another country, or again in a minute.',
        ),
      maintenance: (o: RefusalFacts) => g.maintenance(o),
    } satisfies Record<RefuseReason, (o: RefusalFacts) => Rich>,
  };
};
