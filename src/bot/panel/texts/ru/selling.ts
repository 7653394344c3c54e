import type { Amount } from '../../../../domain/money/money';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import type { PanelTexts } from '../en';

type Counted = { count: number };

/** Короткий путь к тому, что продаётся. */
export const selling = (f: Format): Pick<PanelTexts, 'selling'> => ({
  selling: {
    button: '🛒 Начать продажу',
    title: '🛒 Начать продажу',
    whatToSell: 'Что у вас есть?',
    ownButton: '☎️ Свои номера',
    ownTitle: '☎️ Свои номера',
    whichInbox: 'Куда приходят SMS этих номеров?',
    noInbox: 'Сначала магазин должен узнать, где принимаются SMS ваших номеров: добавьте поставщика и вернитесь сюда.',
    addInbox: '➕ Добавить поставщика',
    sendNumbers: `Пришлите файл (${f.isolated('.xlsx, .csv, .txt').text}) или сами номера, по одному в строке, с кодами стран.`,
    found: (o: Counted) =>
      `📥 ${plural('ru', o.count, { one: '# номер', few: '# номера', many: '# номеров', other: '# номера' }, f.number)}:`,
    moreCountries: (o: Counted) =>
      plural(
        'ru',
        o.count,
        { one: 'и ещё # страна', few: 'и ещё # страны', many: 'и ещё # стран', other: 'и ещё # страны' },
        f.number,
      ),
    unreadable: (o: Counted) =>
      plural(
        'ru',
        o.count,
        {
          one: '⚠️ # строка — не номер',
          few: '⚠️ # строки — не номера',
          many: '⚠️ # строк — не номера',
          other: '⚠️ # строки — не номера',
        },
        f.number,
      ),
    whichService: 'Для чего они? Нажмите или напишите название; нового сервиса нет — он появится.',
    severalServices: (o: { words: string }) => `Что такое «${f.name(o.words, 40)}»?`,
    newService: (o: { name: string }) => `➕ ${f.name(o.name, 30)}`,
    whichPrice: `Сколько стоит номер? Напишите цену, например ${f.isolated('0.80').text}, — и они в продаже.`,
    priceStays: (o: { name: string; price: Amount }) => `${f.name(o.name, 40)}: ${f.money(o.price)}, без изменений`,
    nothingToPrice: 'Цены уже есть у всех.',
    sellNow: '✅ Начать продажу',
    onSale: (o: { name: string }) => `✅ В продаже: ${f.name(o.name, 60)}`,
    offer: (o: { name: string; price: Amount }) => `${f.name(o.name, 40)}: ${f.money(o.price)}`,
    seeInShop: '👀 В магазине',
    eachLine: '📄 По строкам',
    more: '🛒 Продать ещё что-то',
    ticked: '✅: магазин с ним уже соединён.',
    otherSupplier: '➕ Другой поставщик',
    key: (o: { name: string }) => `Ключ ${f.name(o.name, 40)}`,
    keyHint: (o: { example: string }) =>
      `Вставьте ключ API из своего кабинета там (${f.isolated(o.example).text}). Сообщение сразу удалится, ключ хранится зашифрованным.`,
    noKey: (o: { name: string; example: string }) =>
      `Это не ключ ${f.name(o.name, 40)}: он выглядит как ${f.isolated(o.example).text}. Скопируйте его целиком из кабинета.`,
    keyRefused: 'Поставщик не принимает этот ключ. Скопируйте его заново из кабинета и пришлите.',
    otherKey: '🔑 Другой ключ',
    providerCard: '🏭 Карточка поставщика',
    account: 'Адрес почты вашего кабинета там',
    rate: (o: { currency: string; own: string }) => `Сколько стоит один ${f.name(o.currency)} в ${f.name(o.own)}?`,
    rateHint: `Напишите число, например ${f.isolated('0.0125').text}, чуть меньше рыночного.`,
    connected: (o: { balance: Amount | null; currency: string | null }) =>
      o.balance === null ? '✅ Соединено.' : `✅ Соединено, баланс ${f.moneyIn(o.balance, o.currency)}.`,
    cannotList: {
      no_lists: 'Этот поставщик не сообщает цен: создайте предложения и маршруты вручную.',
      nothing_sold: 'Сейчас ему нечего продать.',
    },
    whichServices: 'Какие сервисы?',
    whichCountries: 'В каких странах?',
    serviceLine: (o: { name: string; cost: Amount; countries: number }) =>
      `${f.name(o.name, 40)}: от ${f.money(o.cost)}, ${plural('ru', o.countries, { one: '# страна', few: '# страны', many: '# стран', other: '# страны' }, f.number)}`,
    countryLine: (o: { name: string; cost: Amount; stock: number | null }) =>
      `${f.name(o.name, 40)}: от ${f.money(o.cost)}${o.stock === null ? '' : `, в наличии ${f.number(o.stock)}`}`,
    chosen: (o: { count: number; of: number }) =>
      `Выбрано: ${f.number(o.count)} из ${f.number(o.of)}. Нажмите, чтобы изменить, или напишите название.`,
    all: (o: Counted) => `✅ Все (${f.number(o.count)})`,
    these: (o: Counted) => `➡️ Эти ${f.number(o.count)}`,
    whichMarkUp: 'Сколько добавить к стоимости номера?',
    markUpHint: `Нажмите или напишите проценты, например ${f.isolated('35').text}.`,
    previewTitle: (o: { share: number; step: Amount }) =>
      `Стоимость + ${f.percent(o.share)}, вверх до ${f.money(o.step)}`,
    previewLine: (o: { name: string; place: string; cost: Amount; price: Amount }) =>
      `${f.name(o.name, 24)} · ${f.name(o.place, 40)}: ${f.money(o.cost)} → ${f.money(o.price)}`,
    nothingNew: 'Ничего нового среди выбранного нет.',
    wereThere: (o: Counted) =>
      `Уже в продаже: ${f.number(o.count)}. Цена прежняя; этот поставщик — после их поставщиков.`,
    hadRoute: (o: Counted) => `Уже от этого поставщика: ${f.number(o.count)}.`,
    tooDear: (o: Counted) => `Не вошли, потому что дороже вашей цены: ${f.number(o.count)}.`,
    keeps: 'Цены следуют за ценами поставщика по этому правилу; дороже цены продажи ничего не покупается.',
    step: (o: { step: Amount }) => `До ${f.money(o.step)}`,
    make: (o: Counted) => `✅ Начать продажу (${f.number(o.count)})`,
    made: (o: Counted) => `✅ В продаже от этого поставщика: ${f.number(o.count)}`,
    madeOffers: (o: Counted) => `Новых в магазине: ${f.number(o.count)}.`,
  },
});
