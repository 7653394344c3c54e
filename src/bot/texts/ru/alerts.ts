import type { AlertFacts } from '../../../domain/alert-kind';
import type { Texts } from '../en';
import type { alerts as english } from '../en/alerts';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

export const alerts = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const name = (fact: AlertFacts[string] | undefined) => f.name(String(fact ?? ''));
  const supplierAlert = (title: string, facts: AlertFacts, meaning: string, repair: string, more?: string): Rich =>
    lines(
      bold(title),
      '',
      rich`Поставщик: ${bold(name(facts.name))}`,
      ...(facts.detail ? [`Его ответ: ${name(facts.detail)}`] : []),
      ...(more ? [more] : []),
      meaning,
      '',
      repair,
    );
  const channelRepairs: Record<string, string> = {
    bot_not_admin: 'Снова назначьте бота администратором канала.',
    bot_not_in_channel: 'Снова добавьте бота в канал администратором. Если канала больше нет, уберите его из списка.',
  };
  const membershipRepairs: Record<string, string> = {
    flood: 'Он просит бота подождать, и бот ждёт. Если это повторяется, требуйте меньше каналов.',
    timed_out: 'Он не ответил вовремя. Проверьте сеть сервера.',
  };
  return {
    alertWords: {
      channel_unreadable: (facts) =>
        lines(
          bold('⚠️ Я не вижу, кто состоит в канале'),
          '',
          rich`Канал: ${bold(name(facts.title))}`,
          `Ответ Telegram: ${name(facts.detail)}`,
          'Пока это не исправлено, никого из-за этого канала не останавливаем, и бонусы за него не выплачиваются.',
          '',
          channelRepairs[String(facts.reason)] ?? 'Проверьте права бота в канале.',
        ),
      panel_locked: (facts) =>
        lines(
          bold('🔐 Кто-то подбирает пароль к панели'),
          '',
          `Пользователь: ${name(facts.userId)}. Неверных паролей подряд: ${name(facts.tries)}. Панель закрыта для него на 15 минут.`,
          'Если это не кто-то из вас, заблокируйте пользователя и смените пароль.',
        ),
      channel_unpostable: (facts) =>
        lines(
          bold('⚠️ Я не могу публиковать в канале'),
          '',
          rich`Канал: ${bold(name(facts.title))}`,
          `Ответ Telegram: ${name(facts.detail)}`,
          'Записи ждут сутки и выйдут сами, когда это исправят. Покупатели ничего не заметят.',
          '',
          'Назначьте бота администратором с правом публиковать и удалять сообщения или отключите публикации.',
        ),
      membership_unknown: (facts) =>
        lines(
          bold('⚠️ Telegram не сообщает, кто состоит в наших каналах'),
          '',
          membershipRepairs[String(facts.reason)] ?? 'Всё продолжится само, как только Telegram ответит.',
          'До тех пор никого из-за канала не останавливаем, и бонусы не выплачиваются.',
        ),
      provider_key_refused: (facts) =>
        supplierAlert(
          '⚠️ Поставщик не принимает наш ключ',
          facts,
          'Пока это не исправлено, у него ничего не покупается, а его предложения показаны без остатка. За уже купленными номерами мы следим.',
          'Укажите верный ключ поставщика и проверьте соединение.',
        ),
      provider_balance_low: (facts) =>
        supplierAlert(
          '⚠️ Наш баланс у поставщика мал',
          facts,
          'Когда он закончится, там ничего не покупается, а предложения показаны без остатка. Покупатели никогда не видят это как свой баланс.',
          'Пополните счёт у поставщика.',
          facts.balance ? `Баланс: ${name(facts.balance)}, порог ${name(facts.low)}` : undefined,
        ),
      provider_blocked: (facts) =>
        supplierAlert(
          '⚠️ Поставщик заблокировал наш счёт',
          facts,
          'Некоторое время там ничего не покупается. За уже купленными номерами мы следим.',
          'Проверьте счёт у поставщика или напишите в его поддержку.',
        ),
      provider_unreachable: (facts) =>
        supplierAlert(
          '⚠️ Поставщик не отвечает',
          facts,
          'Коды от него приходят с опозданием. Запросы повторяются сами, а покупатели пока получают номера у других поставщиков.',
          'Проверьте его адрес и работает ли его сайт. Если это надолго, отключите поставщика.',
        ),
      route_refused: (facts) =>
        supplierAlert(
          '⚠️ Поставщик не знает того, что запрашивает маршрут',
          facts,
          'Этот маршрут ничего не продаёт.',
          'Исправьте коды сервиса и страны в маршруте.',
          facts.route ? `Маршрут: ${name(facts.route)}` : undefined,
        ),
      purchase_lost: (facts) =>
        supplierAlert(
          '⚠️ Покупка у поставщика оплачена, но номер не пришёл',
          facts,
          'Его ответ потерян, и заказа он не показывает. Деньги покупателю возвращены, а списанное поставщиком записано в отчёте о марже как потеря.',
          'Спросите у поставщика о заказе, указав время ниже.',
          `Списано: ${name(facts.amount)}. Время запроса: ${name(facts.askedAt)}`,
        ),
      purchase_unclear: (facts) =>
        supplierAlert(
          '⚠️ Возможно, поставщик списал деньги за номера, которые не пришли',
          facts,
          'Его ответы потеряны, а по балансу вовремя не удалось понять, чем кончилось дело. Деньги покупателям возвращены, а сумма стоит в отчёте о марже как невыясненная.',
          'Посмотрите историю счёта у поставщика за время ниже и, если деньги списаны, попросите их вернуть.',
          `Не больше: ${name(facts.amount)}. Покупок: ${name(facts.count)}. Запрошены с ${name(facts.from)} по ${name(facts.to)}`,
        ),
      catalogue_changed: (facts) =>
        supplierAlert(
          '🗂 Каталог поставщика изменился',
          facts,
          'Цены и остатки наших маршрутов обновляются сами, предложения — нет.',
          'Откройте «Поставки» в панели: там видно, что появилось, исчезло и подорожало.',
          `Новое: ${name(facts.added)}, исчезло: ${name(facts.gone)}, подорожало: ${name(facts.dearer)}`,
        ),
      stock_low: (facts) =>
        lines(
          bold('⚠️ Наши собственные номера заканчиваются'),
          '',
          `Сервис: ${name(facts.service)}`,
          `Страна: ${name(facts.country)}`,
          `Свободных номеров: ${name(facts.free)}`,
          'Когда их не останется, предложение покажет нулевой остаток. Другие поставщики этого предложения продолжат продавать.',
          '',
          'Загрузите номера или уменьшите lowStockNumbers в настройках.',
        ),
      books_broken: (facts) =>
        lines(
          bold('🚨 Учёт денег не сходится'),
          '',
          `Правило: ${name(facts.rule)}`,
          `Нарушений: ${name(facts.findings)}`,
          'Само ничего не исправляется. Покупатели могут продолжать, но ошибка останется, пока её не разберут.',
          '',
          'Сначала запустите «npm run shop -- verify»: он назовёт каждую строку.',
        ),
      event_endpoint_off: (facts) =>
        lines(
          bold('⚠️ Один из наших исходящих вебхуков отключён'),
          '',
          `Адрес: ${name(facts.url)}`,
          `Ответ: ${name(facts.problem)}`,
          'Он не отвечал несколько дней, и туда больше ничего не отправляется. Пропущенное хранится 30 дней и может быть отправлено снова.',
          '',
          'Исправьте другую сторону и снова включите адрес через API.',
        ),
    },
  };
};
