import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, rich } from '../../../texts/rich';
import { auditWords } from '../audit-words';
import type { operations as english } from '../en/operations';
import { words } from './audit-words';

export const operations = (f: Format): ReturnType<typeof english> => ({
  settings: {
    button: '⚙️ Настройки',
    title: '⚙️ Настройки',
    hint: 'Каждая действует везде через секунду.',
    saved: '✅ Сохранено. Действует везде через секунду.',
    names: {
      maxOpenReservations: 'Открытых номеров у одного человека',
      maxCancelsAnHour: 'Отмен в час до паузы',
      maxUsesOfNumber: 'Кодов до удаления номера',
      maxExpiriesInARow: 'Истечений подряд до удаления номера',
      quarantineAfterExpiries: 'Истечений подряд до отдыха номера (0: никогда)',
      quarantineHours: 'Часов отдыха номера',
      messageTextDays: 'Дней хранения текстов SMS (0: всегда)',
      lateCodeWindowS: 'Секунд, чтобы забрать опоздавший код',
      partPatienceS: 'Сколько секунд ждать недостающие части длинного SMS',
      isInMaintenance: 'Технические работы',
      supportContact: 'К кому обращаться покупателям',
      timeZone: 'Часовой пояс ежедневной сводки',
      restockEveryH: 'Часов до повторного объявления о наличии того же предложения',
      broadcastsPerSecond: 'Сообщений рассылки в секунду',
      membershipCacheS: 'Секунд доверия к участию в канале',
      outsiderCacheS: 'Секунд доверия к отсутствию в канале',
      adminIdleS: 'Секунд без нажатий до конца сеанса здесь',
      adminSessionS: 'Секунд, сколько длится сеанс здесь',
      maxRewardsAUserADay: 'Наград человеку в день (0: все)',
      lowStockNumbers: 'Предупреждать, если свободных номеров меньше (0: никогда)',
      eventDays: 'Сколько дней хранить события для других программ (0: всегда)',
      chatDays: 'Сколько дней хранить обработанные обновления и отправленные сообщения',
      webhookDays: 'Сколько дней хранить доставленное поставщиками',
      funnelDays: 'Сколько дней отчёты знают, кто открывал и выбирал (0: всегда)',
      referralPercent: 'Процент с оплат приглашённого (0: нет)',
      referralDays: 'Дней до выплаты за приглашение',
      referralMostOfOne: 'Сколько оплат приглашённого считается (0: все)',
      referralMostADay: 'Предел для одного приглашающего в день, целых единиц (0: нет)',
      referralBudget: 'Предел для всех приглашающих за всё время, целых единиц (0: нет)',
      giftHoldHours: 'Часов, пока внесённое нельзя дарить',
      giftMostADay: 'Сколько один человек дарит в день, целых единиц (0: без предела)',
      supportMaxOpen: 'Сколько вопросов открыто у одного человека',
      supportMaxAnHour: 'Сообщений в поддержку от одного человека за час',
      supportWaitMinutes: 'Через сколько минут без ответа напомнить (0: никогда)',
      supportDays: 'Дней хранить закрытые вопросы (0: всегда)',
      isResaleOn: 'Покупки по ключам (API) разрешены',
      maxOpenResaleOrders: 'Открытых заказов по ключам у одного покупателя',
      maxResaleCancelsAnHour: 'Отмен заказов по ключам в час, потом час паузы',
      resaleReadsPerSecond: 'Вызовов одного ключа в секунду',
      resaleBuysPerSecond: 'Заказов по одному ключу в секунду',
      isResaleCatalogueOpen: 'Списки сервисов и стран без ключа (API)',
      hasOldResaleStock: 'Старые имена сервисов в остатках, например tg_0 (API)',
      actKeyDays: 'Сколько дней узнавать повторное действие',
    },
    maintenanceButton: '🚧 Технические работы',
    maintenanceOn: lines(
      bold('🚧 Идут технические работы'),
      '',
      'Покупателям на любое нажатие отвечает просьба зайти позже. Коды для уже взятых номеров приходят, удержанные деньги возвращаются как обычно. Владельцы и эта панель работают.',
    ),
    maintenanceOff: lines(
      bold('✅ Магазин открыт'),
      '',
      'Во время работ покупателям на любое нажатие отвечает просьба зайти позже. Коды для уже взятых номеров приходят, удержанные деньги возвращаются как обычно.',
    ),
    maintenanceBegin: '🚧 Начать работы',
    maintenanceEnd: '✅ Открыть магазин',
  },
  audit: {
    button: '📜 Журнал действий',
    title: '📜 Журнал действий',
    hint: `Отбор по словам: ${f.isolated('service').text}, ${f.isolated('user 5').text}, ${f.isolated('admin 5').text}, ${f.isolated('offer.updated').text}.`,
    actors: { USER: 'пользователь', ADMIN: 'администратор', API_KEY: 'ключ API', JOB: 'сам магазин' },
    row: (o) =>
      lines(
        rich`${bold(auditWords(words, o).entity)} ${f.name(o.entityId)}: ${bold(auditWords(words, o).act)} · ${f.name(o.action)}`,
        `${f.dateTime(o.at)} · ${o.actor} ${f.name(o.actorId)}`,
        f.name(o.facts, 160),
      ),
  },
  alerts: {
    title: '🚨 Что нужно починить',
    none: 'Ничего. Всё в порядке.',
    place: (o) => `№ ${f.number(o.at)}`,
    dismiss: (o) => `✔️ № ${f.number(o.at)} устранена`,
    dismissed: '✔️ Снято. Если повторится, вам сообщат снова.',
    button: (o) =>
      plural(
        'ru',
        Number(o.count),
        { one: '🚨 # неполадка', few: '🚨 # неполадки', many: '🚨 # неполадок', other: '🚨 # неполадки' },
        f.number,
      ),
    since: (o) =>
      `С ${f.dateTime(o.firstAt)}, последний раз ${f.dateTime(o.lastAt)}, замечено ${plural('ru', Number(o.count), { one: '# раз', few: '# раза', many: '# раз', other: '# раза' }, f.number)}.`,
  },
  deletion: {
    button: '🗑 Удалить',
    done: (o) =>
      lines(
        bold(`🗑 Удалено: ${f.name(o.name)}`),
        '',
        `Удалено номеров: ${f.number(o.numbers)}. Отменено открытых, деньги возвращены: ${f.number(o.canceled)}.`,
        'Если их очень много, остальное завершится за секунды.',
        `Вернуть можно до ${f.time(o.undoUntil)}; потерянное покупателями останется отменённым.`,
      ),
    restored: (o) => `✅ Возвращено, номеров: ${f.number(o.numbers)}.`,
    not_deleted: 'Удаления не было. Ничего не изменилось.',
    too_late: 'Возвращать поздно. Создайте заново.',
    replaced: 'Код тем временем занял новый сервис. Ничего не изменилось.',
  },
  statistics: {
    button: '📊 Статистика',
    title: '📊 Статистика',
    hint: 'Картинка придёт в этот чат.',
    span: (o) =>
      lines(
        bold(
          Number(o.days) === 1
            ? 'Последние сутки'
            : plural(
                'ru',
                Number(o.days),
                { one: 'Последний # день', few: 'Последние # дня', many: 'Последние # дней', other: 'Последние # дня' },
                f.number,
              ),
        ),
        `💵 Выручка: ${f.money(o.revenue)} · маржа ${f.money(o.margin)}`,
        o.discounts > 0n && `🎟 Скидки по промокодам: ${f.money(o.discounts)}`,
        `🔑 Коды: ${f.number(Number(o.codes))} · 👤 Новых пользователей: ${f.number(Number(o.newUsers))}`,
      ),
    sales: '📈 Продажи за 30 дней',
    success: '🎯 Успешность по сервисам',
    stock: '📦 Запас по сервисам',
    drawing: '🖼 Картинка рисуется и сейчас придёт.',
    charts: {
      salesTitle: 'Продажи по дням',
      revenue: 'Выручка',
      codes: 'Коды',
      successTitle: 'Успешность по сервисам за 30 дней (%)',
      success: 'Кодов на номер (%)',
      stockTitle: 'Доступные номера',
      stockPool: 'Собственные',
      stockSuppliers: 'У поставщиков',
      empty: 'Данных пока нет',
    },
    caption: {
      sales: 'Продажи по дням',
      success: 'Успешность по сервисам за 30 дней',
      stock: 'Доступные номера по сервисам',
    },
  },
});
