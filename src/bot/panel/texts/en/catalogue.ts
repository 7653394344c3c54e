import type { Amount } from '../../../../domain/money/money';
import type { ProviderFaultKind } from '../../../../ports/sms-provider';
import type { CatalogueField } from '../../../../resources/catalogue';
import type { Format } from '../../../texts/format';

/** Services, countries, offers, providers and routes. */
export const catalogue = (f: Format) => {
  const faults: Record<ProviderFaultKind, string> = {
    auth: 'The key is refused. Enter the right one.',
    out_of_stock: 'It has nothing to sell right now.',
    too_dear: 'It asks more than is allowed.',
    mapping: 'It does not know a service or country that we named.',
    balance_empty: 'Our balance there is empty. Add money at the supplier.',
    rate_limited: 'It asks us to be slower. It goes on by itself.',
    blocked: 'Our account there is blocked or has too many open orders.',
    unsupported: 'It does not know this question. Look at protocol and options.',
    gone: 'It does not know what was asked for.',
    wrong_state: 'It is in another state than we thought.',
    unavailable: 'It cannot be reached or cannot answer now. Look at the address, then try again later.',
    unknown_outcome: 'Its answer cannot be understood. Look at protocol, address and options.',
  };
  return {
    catalogue: {
      empty: '🧹 Empty it',
      services: { button: '📱 Services', title: '📱 Services', add: '➕ A new service' },
      countries: { button: '🌍 Countries', title: '🌍 Countries', add: '➕ A new country' },
      offers: {
        button: '🏷 Offers and prices',
        title: '🏷 Offers and prices',
        add: '➕ A new offer',
        ofService: '🏷 Its offers and prices',
      },
      routes: { button: '🛣 Routes', title: '🛣 Routes', add: '➕ A new route', ofOffer: '🛣 Its routes' },
      providers: { button: '🏭 Providers', title: '🏭 Providers', add: '➕ A new provider' },
      paymentMethods: { button: '💳 Ways to pay', title: '💳 Ways to pay', add: '➕ A new way to pay' },
      promoCodes: { button: '🎟 Promo codes', title: '🎟 Promo codes', add: '➕ A new promo code' },
      fields: {
        name: 'Name',
        code: 'Code',
        emoji: 'Emoji',
        codePattern: 'Pattern of the code',
        timeoutS: 'Seconds to wait for a code',
        position: 'Place in the menu',
        iso: 'ISO code',
        callingCode: 'Calling code',
        serviceId: 'Service',
        countryId: 'Country',
        price: 'Price',
        offerId: 'Offer',
        providerId: 'Provider',
        isPool: 'Numbers of our own',
        serviceCode: 'The supplier’s code of the service',
        countryCode: 'The supplier’s code of the country',
        operator: 'Mobile operator',
        maxCost: 'Highest cost',
        priority: 'Order (the lowest first)',
        protocol: 'Protocol',
        baseUrl: 'Address',
        apiKey: 'Key',
        webhookKey: 'Key that signs webhooks',
        options: 'Options',
        mode: 'Mode',
        pollIntervalMs: 'Milliseconds between polls',
        timeoutMs: 'Milliseconds to wait for an answer',
        budgetPerSecond: 'Calls a second',
        budgetBurst: 'Calls saved up',
        earlyCancelS: 'Seconds before a cancel is taken',
        balanceLow: 'Tell me when our balance is below',
        currency: 'Currency of its prices',
        exchangeRate: 'What one unit of it is worth here',
        rate: 'What one unit of it is worth here',
        minAmount: 'The least at once',
        maxAmount: 'The most at once',
        bonusFrom: 'Bonus from this amount on',
        bonusPercent: 'Bonus, per cent',
        invoiceMinutes: 'Minutes to pay',
        acceptsTerms: 'Terms of Telegram accepted',
        kind: 'What it brings',
        amount: 'Amount',
        percent: 'Per cent',
        maxDiscount: 'The most that one purchase saves',
        minPrice: 'The lowest price that it counts for',
        budget: 'The most that all purchases save',
        maxUses: 'How often in all',
        maxUsesOfUser: 'How often by one person',
        isForNew: 'Only for new people',
        startsAt: 'Begins',
        endsAt: 'Ends',
      } satisfies Readonly<Record<CatalogueField, string>>,
      hints: {
        serviceCode: `Type 2 to 40 small letters, digits, - or _, such as ${f.isolated('tg').text}.`,
        iso: `Type the two capital letters of ISO 3166, such as ${f.isolated('LV').text}.`,
        callingCode: `Type 1 to 6 digits without the plus, such as ${f.isolated('371').text}.`,
        baseUrl: `Type an address such as ${f.isolated('https://api.example.com').text}, without a password in it.`,
        paymentCurrency: `Type the capital letters of a currency or coin, such as ${f.isolated('USD').text} or ${f.isolated('USDT').text}.`,
        promoCode: `Type 4 to 32 letters, digits, - or _, such as ${f.isolated('SPRING-26').text}. Skip it and one is made up.`,
        rate: (o: { own: string }): string =>
          `Type what one unit of its currency is worth in ${o.own}, such as ${f.isolated('0.0125').text}. For ${o.own} itself type ${f.isolated('1').text}.`,
        currency: (o: { own: string }): string =>
          `Type three capital letters, such as ${f.isolated('RUB').text}; ${o.own} is the shop’s own. A rate is asked for next: without it nothing is bought there.`,
        exchangeRate: (o: { own: string }): string =>
          `Type what one unit of its currency is worth in ${o.own}, such as ${f.isolated('0.0125').text}. Highest costs of its routes are in ${o.own}.`,
      },
      stock: (o: { stock: number; at: Date }) => `📦 The supplier has ${f.number(o.stock)} (${f.dateTime(o.at)})`,
      balance: (o: { amount: Amount; currency: string | null; at: Date }) =>
        `💰 Our balance there: ${f.moneyIn(o.amount, o.currency)} (${f.dateTime(o.at)})`,
      noRate: (o: { currency: string }): string =>
        `⚠️ Its prices are in ${f.isolated(o.currency).text} and no rate is set: nothing is bought there.`,
      paused: (o: { until: Date; reason: string }) =>
        `⏸ No purchases until ${f.time(o.until)}: ${f.name(o.reason, 100)}`,
      routeFigures: (o: { ended: number; completed: number; medianS: number | null; rank: number }): string =>
        `Of the last ${f.number(o.ended)} numbers ${f.number(o.completed)} brought a code${o.medianS === null ? '' : `, half of them within ${f.number(Math.round(o.medianS))} s`}. Place within its priority: ${f.number(o.rank)}.`,
      failingRoute: 'It hardly ever brings a code, so it is tried after the others.',
      lastFault: (o: { fault: string }) => `⚠️ Last fault: ${f.name(o.fault, 100)}`,
      test: {
        button: '🔌 Test the connection',
        again: '🔌 Test again',
        asking: '🔌 Asking the supplier…',
        works: (o: { tookMs: number }) => `✅ It answers, after ${f.number(o.tookMs)} ms.`,
        balance: (o: { amount: Amount; currency: string | null }) =>
          `💰 Our balance there: ${f.moneyIn(o.amount, o.currency)}`,
        fault: (o: { fault: string; detail: string }) => `❌ ${f.name(o.fault)}: ${f.name(o.detail, 200)}`,
        not_found: '❌ Its settings do not fit the protocol. Look at address and options.',
        cannot_be_asked: 'Its protocol has no question that could be asked for a test.',
        faults,
      },
    },
  };
};
