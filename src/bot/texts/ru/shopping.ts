import type { CustomizableTexts } from '../customizable-texts';
import type { Texts } from '../en';
import type { shopping as english } from '../en/shopping';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, rich, struck } from '../rich';
import type { general } from './general';

export const shopping = (
  f: Format,
  w: CustomizableTexts,
  g: ReturnType<typeof general>,
  d: Pick<Texts, 'promoSays'>,
): Pick<Texts, keyof ReturnType<typeof english>> => {
  const where: Texts['where'] = (o) =>
    `${o.serviceEmoji} ${f.name(o.serviceName)} · ${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}`.trim();
  const stock = (o: { stock: number | undefined; isStockCapped: boolean }) =>
    o.stock === undefined ? 'по запросу' : o.isStockCapped ? `${f.number(o.stock)}+` : f.number(o.stock);
  const services = (total: number) =>
    plural('ru', total, { one: '# сервис', few: '# сервиса', many: '# сервисов', other: '# сервиса' }, f.number);
  const countries = (total: number) =>
    plural('ru', total, { one: '# страна', few: '# страны', many: '# стран', other: '# страны' }, f.number);
  return {
    where,
    servicesScreen: (o) =>
      lines(
        bold(o.favouritesOnly ? '⭐ Избранное' : '📱 Для какого сервиса нужен код?'),
        o.query !== undefined ? `🔎 «${f.name(o.query)}»: ${services(o.total)}` : services(o.total),
        '',
        '✏️ Напишите название, чтобы найти.',
      ),
    noServiceFound: (o) =>
      lines(
        rich`🔎 По запросу ${bold(`«${f.name(o.query)}»`)} ничего нет.`,
        o.hasNear ? 'Может быть, это?' : 'Проверьте написание или откройте все сервисы.',
      ),
    countriesFound: (o) => lines(bold('🌍 Какая страна?'), `🔎 «${f.name(o.query)}»: ${countries(o.total)}`),
    countryFoundRow: (o) => `${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}`,
    servicesInScreen: (o) =>
      lines(
        bold(`${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}: какой сервис?`),
        services(o.total),
        '',
        '✏️ Напишите название, чтобы найти.',
      ),
    notSoldThere: (o) =>
      lines(bold(where(o)), 'Сейчас этого нет в продаже. Может подойти другая страна или другой сервис.'),
    noFavourites: lines(
      bold('⭐ В избранном пока пусто'),
      '',
      'Откройте сервис и нажмите ☆: он будет ждать вас здесь.',
    ),
    noServices: lines(bold('📱 Сейчас ничего не продаётся'), '', 'Номера появляются часто. Загляните позже.'),
    serviceRow: (o) =>
      `${[o.isFavourite && '⭐', o.serviceEmoji, f.name(o.serviceName, 24)].filter(Boolean).join(' ')} · ${o.isFrom ? 'от ' : ''}${f.money(o.fromPrice)}`,
    starButton: (isFavourite) => (isFavourite ? '⭐ В избранном' : '☆ В избранное'),
    seeNewPrice: '💵 Новая цена',
    allServices: '📱 Все сервисы',
    starAdded: (name) => `⭐ ${f.name(name)} теперь в избранном`,
    starRemoved: (name) => `☆ ${f.name(name)} больше не в избранном`,
    countriesScreen: (o) =>
      lines(
        bold(`${o.serviceEmoji} ${f.name(o.serviceName)}: какая страна?`.trim()),
        o.query !== undefined ? `🔎 «${f.name(o.query)}»: ${countries(o.total)}` : countries(o.total),
        '',
        '📦 в наличии · ✅ доля номеров, на которые код пришёл',
        '✏️ Напишите название страны, чтобы найти.',
      ),
    noCountryFound: (o) =>
      lines(
        rich`🔎 Страны ${bold(`«${f.name(o.query)}»`)} здесь нет.`,
        o.hasNear ? 'Может быть, это?' : 'Проверьте написание или откройте все страны.',
      ),
    orderButtons: { price: '💵 По цене', success: '✅ По успеху', name: '🔤 По имени' },
    allCountries: '🌍 Все страны',
    noCountries: lines(bold('🌍 Для этого сервиса сейчас нет стран'), '', 'Ничего не списано. Выберите другой сервис.'),
    countryRow: (o) =>
      [
        `${f.flag(o.countryIso)} ${f.country(o.countryIso, o.countryName)}`,
        f.money(o.price),
        o.stock === undefined ? undefined : `📦 ${stock(o)}`,
        o.successRate === undefined ? undefined : `✅ ${f.percent(o.successRate)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    /** What was bought last, to be bought again. */
    againRow: (o) => `🔂 ${where(o)} · ${f.money(o.price)}`,
    confirmScreen: (o) =>
      lines(
        bold(where(o)),
        o.price === o.listPrice
          ? rich`💵 Цена: ${bold(f.money(o.price))}`
          : rich`💵 Цена: ${struck(f.money(o.listPrice))} ${bold(f.money(o.price))}`,
        o.promoCode !== null &&
          o.promoSays !== null &&
          (o.promoSays === 'counts'
            ? `🎟 ${f.isolated(o.promoCode ?? '').text}: вы экономите ${f.money(o.listPrice - o.price)}`
            : d.promoSays[o.promoSays](o.promoCode)),
        o.stock !== 0 &&
          `📦 В наличии: ${stock(o)}${o.successRate === undefined ? '' : ` · ✅ Успех: ${f.percent(o.successRate)}`}`,
        `⏰ Ваш на ${g.short(o.timeoutS)}${o.medianS === undefined ? '' : ` · ⚡ код за ${g.short(o.medianS)}`}`,
        rich`💳 Доступно: ${bold(f.money(o.available))}${o.held > 0n ? ` · 🔒 ${f.money(o.held)}` : ''}`,
        o.available >= o.price && o.stock !== 0 && '🔒 Удержим сейчас, спишем с кодом.',
      ),
    reserveButton: (price) => `✅ Получить номер · ${f.money(price)}`,
    missingMoney: (o) => lines(w.missingMoney(o), !o.canPay && w.topUp(o)),
    soldOut: '📦 Сейчас всё распродано. Ничего не списано; номера могут быть в другой стране.',
    wishButton: '🔔 Сообщить, когда появится',
    wishCeilingButton: (ceiling, isChosen) => `${isChosen ? '✓ ' : ''}до ${f.money(ceiling)}`,
    dropWishButton: '🔕 Не сообщать',
    wishesButton: '🔔 Чего я жду',
    lookButton: (price) => `👀 Посмотреть · ${f.money(price)}`,
    wishRow: (o) => `${where(o)} · ≤ ${f.money(o.ceiling)}`,
    wishScreen: (o) =>
      lines(
        bold('🔔 Сообщим один раз'),
        where(o),
        rich`Когда будет не дороже ${bold(f.money(o.ceiling))}, в течение ${f.number(o.days)} дней.`,
        'До покупки ничего не удерживается.',
      ),
    wishesScreen: (o) =>
      lines(
        bold('🔔 Чего вы ждёте'),
        plural(
          'ru',
          o.total,
          {
            one: '# номер, сообщим один раз',
            few: '# номера, о каждом один раз',
            many: '# номеров, о каждом один раз',
            other: '# номера, о каждом один раз',
          },
          f.number,
        ),
        `Через ${f.number(o.days)} дней забудем. Ничего не удержано.`,
      ),
    noWishes: lines(bold('🔔 Вы ничего не ждёте'), 'Там, где распродано, можно попросить сообщить.'),
    wishDropped: 'Не сообщим.',
    tooManyWishes: (most) => `Вы уже ждёте номеров: ${f.number(most)}. Сначала уберите один.`,
    offerBack: (o) =>
      lines(bold('🔔 Снова в наличии'), where(o), rich`💵 Цена: ${bold(f.money(o.price))}`, 'Пока ничего не удержано.'),
    gettingNumber: (o) =>
      lines(bold('⏳ Получаем номер…'), where(o), '', 'Цена удержана, ничего не списано. Это займёт несколько секунд.'),
    refusals: {
      key_conflict: () => lines(bold('🤔 Эта кнопка уже использована'), '', 'Ничего не списано. Выберите ещё раз.'),
      offer_gone: () =>
        lines(bold('📦 Этого больше нет в продаже'), '', 'Ничего не списано. Выберите другую страну или сервис.'),
      price_changed: (o) =>
        lines(
          bold('💵 Цена изменилась'),
          '',
          o.promo !== null && o.promo.says !== 'counts' && d.promoSays[o.promo.says](o.promo.code),
          o.price === null ? undefined : rich`Теперь она ${bold(f.money(o.price))}.`,
          'Ничего не списано. Посмотрите ещё раз и решите.',
        ),
      banned: (o) => g.banned(o),
      paused: (o) =>
        lines(
          bold('✋ Небольшой перерыв'),
          '',
          'Вы отменили много номеров за час.',
          o.until ? `Снова брать номера можно ${g.inTime(o.until, o.now)}.` : undefined,
          'Ничего не списано.',
        ),
      too_many_open: () =>
        lines(
          bold('📋 Открыто столько номеров, сколько можно'),
          '',
          'Ничего не списано. Сначала используйте или отмените один из них.',
        ),
      insufficient_funds: (o) => {
        const { price, available } = o;
        const why =
          price === null || available === null ? 'Ничего не списано.' : w.missingMoney({ price, available, debt: 0n });
        return lines(bold('💳 Не хватает денег'), '', why, !o.canPay && w.topUp(o));
      },
      out_of_stock: () =>
        lines(
          bold('📦 Только что распродано'),
          '',
          'Ничего не списано. Попробуйте другую страну или повторите через минуту.',
        ),
      maintenance: (o) => g.maintenance(o),
    },
  };
};
