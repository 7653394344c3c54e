import type { Format } from '../../../texts/format';
import { bold, code, lines, rich } from '../../../texts/rich';
import type { sims as english } from '../en/sims';

export const sims = (f: Format): ReturnType<typeof english> => ({
  sims: {
    of: (o) => rich`Поставщик: ${bold(f.name(o.provider))}`,
    unmapped: '❔ Её номер неизвестен. Что на неё приходит, не доходит ни до кого.',
    resting: '💤 Не продаётся, пока выключена.',
    blocked: '⛔ Заблокирована оператором: не продаётся.',
    silent: (o) =>
      `🔇 Молчит с ${f.dateTime(o.since)}: не продаётся. Отправьте на неё SMS; когда оно придёт, она снова продаётся.`,
    selling: '🟢 Продаётся.',
    lastSms: (o) => `📩 Последнее SMS: ${f.dateTime(o.at)}, всего ${f.number(o.count)}`,
    noSms: '📩 SMS ещё не было.',
    signal: (o) => `📶 Сигнал: ${f.number(o.percent)}%`,
    seen: (o) => `👁 Программа видела её: ${f.dateTime(o.at)}`,
    imsi: (o) => rich`IMSI: ${f.isolated(o.imsi)}`,
    revive: '▶️ Она работает: продавать',
    revived: 'Она снова продаётся.',
    findButton: '🔎 Найти гнездо номера',
    findTitle: '🔎 Найти гнездо номера',
    findHint: 'Наберите номер SIM-карты с кодом страны. Затем вы получите слово, которое нужно послать на неё в SMS.',
    notAPhone: 'Это не номер телефона.',
    sendWord: (o) =>
      lines(
        rich`Отправьте на этот номер SMS со словом ${f.isolated(code(o.word))} с любого телефона.`,
        `Гнездо, куда оно придёт, получит этот номер, до ${f.dateTime(o.until)}.`,
      ),
    waiting: 'Пока ничего не пришло.',
    found: (o) => rich`✅ Номер в гнезде ${bold(f.name(o.slot))}. Он там записан.`,
    foundElsewhere: (o) =>
      rich`SMS пришло в гнездо ${bold(f.name(o.slot))}, но этот номер записан у другой SIM-карты того же поставщика. Сначала исправьте её.`,
    over: 'Вовремя ничего не пришло. Начните снова.',
    check: '🔄 Пришло?',
  },
});
