import type { Format } from '../../../texts/format';
import { bold, lines, rich } from '../../../texts/rich';
import type { people as english } from '../en/people';

export const people = (f: Format): ReturnType<typeof english> => ({
  people: {
    button: '👥 Пользователи',
    title: '👥 Пользователи',
    searchHint: 'Для поиска наберите номер записи, телефон, @имя или часть имени.',
    found: (o) => `🔎 «${f.name(o.words)}»`,
    nobody: 'Никого не найдено.',
    isBanned: '⛔ Заблокирован: покупать не может',
    isBlocking: '🔕 Сам заблокировал бота',
    card: (o) =>
      lines(
        rich`💳 Доступно: ${bold(f.money(o.available))}`,
        `🔒 Удержано: ${f.money(o.held)}`,
        `✅ Куплено кодов: ${f.number(Number(o.completed))}, на ${f.money(o.spent)}`,
        `⏳ Открытых номеров: ${f.number(Number(o.open))}`,
        `💰 Внёс: ${f.money(o.paidIn)}`,
        o.debt > 0n && `⚠️ Должен: ${f.money(o.debt)}. Покупать не может, пока не погасит.`,
        '',
        `Запись: ${f.name(String(o.id))} · Telegram: ${f.name(String(o.telegramId))} · ${f.name(o.language)}`,
        `Впервые ${f.dateTime(o.createdAt)}`,
        `Последний раз ${f.dateTime(o.lastSeenAt)}`,
      ),
    addButton: '➕ Пополнить',
    deductButton: '➖ Списать',
    banButton: '⛔ Заблокировать',
    unbanButton: '✅ Разблокировать',
    banned: '⛔ Заблокирован. Открытые номера продолжают работать.',
    unbanned: '✅ Блокировка снята.',
    timeline: '🕑 История',
    entry: (o) =>
      lines(
        rich`${o.mark} ${o.words}${o.amount === null ? '' : ` · ${f.money(o.amount)}`}`,
        `${f.dateTime(o.at)}${o.id === null ? '' : ` · ${f.name(`#${o.id}`)}`}${o.note ? ` · ${f.name(o.note, 100)}` : ''}`,
      ),
    stages: {
      REQUESTED: 'спрашиваем поставщика',
      WAITING_CODE: 'ждёт кода',
      CANCEL_PENDING: 'отменяется',
      COMPLETED: 'завершено',
      EXPIRED: 'истекло без кода',
      CANCELED: 'отменено',
    },
    balanceTitle: {
      add: (o) => `➕ Пополнение: ${f.name(o.name)}, доступно ${f.money(o.available)}`,
      deduct: (o) => `➖ Списание: ${f.name(o.name)}, доступно ${f.money(o.available)}`,
    },
    byHand: 'Начислено оператором магазина',
    giveTitle: (o) =>
      lines(
        bold(`➕ Начислить ${f.money(o.amount)}: ${f.name(o.name)}`),
        `Доступно: ${f.money(o.available)} → ${f.money(o.available + o.amount)}`,
        `Причина: ${f.name(o.reason, 200)}`,
      ),
    amount: 'Сумма',
    reason: 'Причина',
    confirm: { add: '✅ Пополнить', deduct: '✅ Списать' },
    confirmHint: 'Нажмите кнопку, чтобы выполнить. Пользователь узнает.',
    moved: {
      add: (o) => `✅ Зачислено ${f.money(o.amount)}`,
      deduct: (o) => `✅ Списано ${f.money(o.amount)}`,
    },
    notEnough: (o) =>
      `Доступно только ${f.money(o.available)}; удержанное списать нельзя. Деньги не двигались. Наберите меньше.`,
    reservation: (o) =>
      lines(
        `💵 ${f.money(o.price)}`,
        o.phone !== null && `📞 ${f.phone(o.phone)}`,
        `📨 SMS: ${f.number(o.texts)}`,
        `Взято ${f.dateTime(o.createdAt)}`,
        `До ${f.dateTime(o.expiresAt)}`,
      ),
    cancelButton: '❌ Отменить и вернуть деньги',
    canceled: '✅ Отменено. Удержанное возвращено, покупатель узнает.',
    alreadyEnded: 'Оно уже было завершено. Ничего не изменилось.',
    refundButton: '💚 Вернуть деньги',
    refundTitle: (o) => `💚 Возврат ${f.name(`#${o.id}`)}: ${f.money(o.price)}`,
    refunded: '✅ Возвращено. Пользователь узнает.',
    alreadyRefunded: 'Деньги уже возвращались. Ничего не двигалось.',
  },
});
