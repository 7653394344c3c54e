import type { Amount } from '../../../../domain/money/money';
import type { VendorChangeKind } from '../../../../domain/pricing/vendor-change-kind';
import type { Format } from '../../../texts/format';
import { joined, type Piece, type Rich } from '../../../texts/rich';
import type { PanelTexts } from '../en';

/** What suppliers sell, and the rules for our prices. */
export const supply = (f: Format): Pick<PanelTexts, 'supply'> => {
  const kinds: Record<VendorChangeKind, string> = {
    NEW_SERVICE: 'новый сервис',
    GONE_SERVICE: 'сервис исчез',
    NEW_COUNTRY: 'новая страна',
    GONE_COUNTRY: 'страна исчезла',
    NEW_PRICE: 'появилось в продаже',
    GONE_PRICE: 'больше не продаётся',
    DEARER: 'подорожало',
    CHEAPER: 'подешевело',
  };
  return {
    supply: {
      button: '🚚 Поставки',
      title: '🚚 Поставки',
      intro:
        'Что продают поставщики: списки читаются каждые десять минут. Остатки и себестоимость маршрутов обновляются сами; цены меняются по вашим правилам, когда вы их примените.',
      providerRow: (o: { name: string; changes: number }): string =>
        `${f.name(o.name, 30)}${o.changes > 0 ? ` · новое: ${f.number(o.changes)}` : ''}`,
      pricesButton: '🏷 Цены',
      rulesButton: '📐 Правила цен',
      syncButton: '🔄 Прочитать сейчас',
      syncing: 'Читаю списки…',
      synced: 'Списки прочитаны',
      noLists: 'В этом протоколе нет списков',
      unmappedServices: 'Сервисы, которых у нас нет',
      unmappedCountries: 'Страны, которых у нас нет',
      allMapped: 'Всё сопоставлено.',
      mapHint: 'Выберите строку и укажите, что это у нас. Если это не наше, пропустите вопрос.',
      mapTitle: (o: { code: string }): string => `Что у нас означает этот код: ${f.name(o.code, 40)}`,
      ourService: 'Наш сервис',
      ourCountry: 'Наша страна',
      readAt: (o: { at: Date }): string => `Списки прочитаны: ${f.dateTime(o.at)}`,
      neverRead: 'Списки ещё не читались.',
      fault: (o: { fault: string }): string => `Последняя попытка не удалась: ${f.name(o.fault)}`,
      counts: (o: { services: number; countries: number }): string =>
        `Сервисов в списке: ${f.number(o.services)}, стран: ${f.number(o.countries)}`,
      servicesButton: (o: { count: number }): string => `Сопоставить сервисы: ${f.number(o.count)}`,
      countriesButton: (o: { count: number }): string => `Сопоставить страны: ${f.number(o.count)}`,
      changes: 'Последние изменения',
      change: (o: { kind: VendorChangeKind; name: string; before: Amount | null; after: Amount | null }): string =>
        [
          `• ${f.name(o.name, 60)}: ${kinds[o.kind] ?? f.name(o.kind)}`,
          ...[o.before, o.after].flatMap((amount) => (amount === null ? [] : [f.money(amount)])),
        ].join(' · '),
      pricesTitle: '🏷 Цены по правилам',
      noProposals: 'Все цены такие, как велят правила.',
      proposals: (o: { count: number }): string =>
        `По правилам изменится цен: ${f.number(o.count)}. Ничего не меняется, пока вы их не примените; кто видел старую цену, того спросят снова.`,
      proposal: (o: { name: string; price: Amount; proposed: Amount; cost: Amount | null }): string =>
        [
          `• ${f.name(o.name, 60)}: ${f.money(o.price)} → ${f.money(o.proposed)}`,
          ...(o.cost === null ? [] : [`себестоимость ${f.money(o.cost)}`]),
        ].join(' · '),
      andMore: (o: { count: number }): string => `и ещё ${f.number(o.count)}`,
      untouched: (o: { count: number }): string =>
        `Предложений без правила или без нужной ему себестоимости: ${f.number(o.count)}.`,
      range: (o: { dearer: number; up: number; cheaper: number; down: number }): string =>
        `Дороже: ${f.number(o.dearer)}, не больше чем на ${f.percent(o.up)} · дешевле: ${f.number(o.cheaper)}, не больше чем на ${f.percent(o.down)}`,
      undoUntil: (o: { until: Date }): string => `Их можно вернуть до ${f.time(o.until)}.`,
      undone: (o: { restored: number; kept: number }): string =>
        `↩️ Прежних цен: ${f.number(o.restored)}${o.kept > 0 ? `; изменены снова и оставлены: ${f.number(o.kept)}` : ''}`,
      undoneBefore: 'Их уже вернули. Ничего не изменилось.',
      undoTooLate: 'Вернуть их уже поздно. Ничего не изменилось.',
      applyButton: '✅ Применить эти цены',
      applied: (o: { count: number }): string => `Изменено цен: ${f.number(o.count)}`,
      outdated: 'Что-то изменилось: посмотрите ещё раз',
      rulesTitle: '📐 Правила цен',
      noRules: 'Правил пока нет: цены назначаете вы.',
      rulesHint:
        'Действует самое точное правило. Ни одно не продаёт дешевле, чем может обойтись самый дорогой маршрут предложения.',
      numbered: (o: { number: number; line: Piece }): Rich => joined([`${f.number(o.number)}. `, o.line]),
      rule: (o: {
        service: string;
        country: string;
        fixed: Amount | null;
        percent: string;
        minimum: Amount;
        roundTo: Amount;
      }): string =>
        [
          `${f.name(o.service)} · ${f.name(o.country)}: ${o.fixed === null ? `себестоимость + ${f.name(o.percent)}` : `фиксированная ${f.money(o.fixed)}`}`,
          ...(o.minimum > 0n ? [`не меньше + ${f.money(o.minimum)}`] : []),
          ...(o.roundTo > 1n ? [`округление вверх до ${f.money(o.roundTo)}`] : []),
        ].join(', '),
      everyService: 'все сервисы',
      everyCountry: 'все страны',
      addRule: '➕ Добавить правило',
      removeRule: (o: { number: number }): string => `🗑 Удалить правило ${f.number(o.number)}`,
      ruleRemoved: 'Правило удалено',
      ruleTitle: 'Правило цены. Оно заменит правило для тех же сервиса и страны.',
      ruleServiceHint: 'Для какого сервиса? Пропустите — для всех.',
      ruleCountryHint: 'В какой стране? Пропустите — во всех.',
      fixedPrice: 'Фиксированная цена',
      fixedHint: 'Цена независимо от себестоимости. Пропустите, если нужна наценка.',
      markup: 'Наценка в процентах',
      minimum: 'Не меньше этой суммы сверх себестоимости',
      roundTo: 'Округлять вверх до кратного',
      needsPercent: 'Укажите фиксированную цену или наценку в процентах.',
    },
  };
};
