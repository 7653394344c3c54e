import type { Amount } from '../../../../domain/money/money';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';

type Counted = { count: number };

/** The short way to something that sells. */
export const selling = (f: Format) => ({
  selling: {
    button: '🛒 Sell something',
    title: '🛒 Sell something',
    whatToSell: 'What do you have?',
    ownButton: '☎️ Own numbers',
    ownTitle: '☎️ Own numbers',
    whichInbox: 'Where do the SMS of these numbers arrive?',
    noInbox:
      'First the shop must hear of the SMS of your numbers: add whoever receives them as a provider, then come back.',
    addInbox: '➕ Add a provider',
    sendNumbers: 'Send a file (.xlsx, .csv, .txt), or the numbers here, one a line, with their country codes.',
    found: (o: Counted) => `📥 ${plural('en', o.count, { one: '# number', other: '# numbers' }, f.number)}:`,
    moreCountries: (o: Counted) =>
      plural('en', o.count, { one: 'and # more country', other: 'and # more countries' }, f.number),
    unreadable: (o: Counted) =>
      plural('en', o.count, { one: '⚠️ # line is no number', other: '⚠️ # lines are no numbers' }, f.number),
    whichService: 'What are they for? Press it, or type a name; a new one is made.',
    severalServices: (o: { words: string }) => `Which one is “${f.name(o.words, 40)}”?`,
    newService: (o: { name: string }) => `➕ ${f.name(o.name, 30)}`,
    whichPrice: 'What does a number cost? Type the price, such as 0.80, and they are on sale.',
    priceStays: (o: { name: string; price: Amount }) => `${f.name(o.name, 40)}: ${f.money(o.price)}, stays`,
    nothingToPrice: 'All of it has its price already.',
    sellNow: '✅ Put on sale',
    onSale: (o: { name: string }) => `✅ On sale: ${f.name(o.name, 60)}`,
    offer: (o: { name: string; price: Amount }) => `${f.name(o.name, 40)}: ${f.money(o.price)}`,
    seeInShop: '👀 In the shop',
    eachLine: '📄 Each line',
    more: '🛒 Sell something else',
    ticked: '✅: the shop is connected with it.',
    otherSupplier: '➕ Another supplier',
    key: (o: { name: string }) => `Key of ${f.name(o.name, 40)}`,
    keyHint: (o: { example: string }) =>
      `Paste the API key from your account there (${o.example}). The message is deleted at once; the key is kept encrypted.`,
    noKey: (o: { name: string; example: string }) =>
      `This is no key of ${f.name(o.name, 40)}: it looks like ${o.example}. Copy it whole from your account there.`,
    keyRefused: 'The supplier refuses this key. Copy it anew from your account there and send it.',
    otherKey: '🔑 Another key',
    providerCard: '🏭 Its card',
    account: 'E-mail address of your account there',
    rate: (o: { currency: string; own: string }) => `What is one ${f.name(o.currency)} worth in ${f.name(o.own)}?`,
    rateHint: 'Type a number such as 0.0125, a little less than the market gives.',
    connected: (o: { balance: Amount | null; currency: string | null }) =>
      o.balance === null ? '✅ Connected.' : `✅ Connected, balance ${f.moneyIn(o.balance, o.currency)}.`,
    cannotList: {
      no_lists: 'This supplier does not tell its prices: make offers and routes by hand.',
      nothing_sold: 'It has nothing to sell right now.',
    },
    whichServices: 'Which services?',
    whichCountries: 'In which countries?',
    serviceLine: (o: { name: string; cost: Amount; countries: number }) =>
      `${f.name(o.name, 40)}: from ${f.money(o.cost)}, ${plural('en', o.countries, { one: '# country', other: '# countries' }, f.number)}`,
    countryLine: (o: { name: string; cost: Amount; stock: number | null }) =>
      `${f.name(o.name, 40)}: from ${f.money(o.cost)}${o.stock === null ? '' : `, ${f.number(o.stock)} in stock`}`,
    chosen: (o: { count: number; of: number }) =>
      `Chosen: ${f.number(o.count)} of ${f.number(o.of)}. Press to change, or type a name to find it.`,
    all: (o: Counted) => `✅ All of these (${f.number(o.count)})`,
    these: (o: Counted) => `➡️ These ${f.number(o.count)}`,
    whichMarkUp: 'How much on top of what a number costs?',
    markUpHint: 'Press one, or type per cent, such as 35.',
    previewTitle: (o: { share: number; step: Amount }) =>
      `Cost + ${f.percent(o.share)}, rounded up to ${f.money(o.step)}`,
    previewLine: (o: { name: string; place: string; cost: Amount; price: Amount }) =>
      `${f.name(o.name, 24)} · ${f.name(o.place, 40)}: ${f.money(o.cost)} → ${f.money(o.price)}`,
    nothingNew: 'There is nothing new in this choice.',
    wereThere: (o: Counted) =>
      `On sale already: ${f.number(o.count)}. They keep their price; this supplier comes after theirs.`,
    hadRoute: (o: Counted) => `From this supplier already: ${f.number(o.count)}.`,
    tooDear: (o: Counted) => `Left out, because they cost more than your price: ${f.number(o.count)}.`,
    keeps: 'Prices follow the supplier’s by this rule; nothing is bought for more than it sells for.',
    step: (o: { step: Amount }) => `To ${f.money(o.step)}`,
    make: (o: Counted) => `✅ Put on sale (${f.number(o.count)})`,
    made: (o: Counted) => `✅ On sale from this supplier: ${f.number(o.count)}`,
    madeOffers: (o: Counted) => `New in the shop: ${f.number(o.count)}.`,
  },
});
