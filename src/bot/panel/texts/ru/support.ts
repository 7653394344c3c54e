import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, rich } from '../../../texts/rich';
import type { support as english } from '../en/support';

export const support = (f: Format): ReturnType<typeof english> => {
  const number = (id: bigint) => f.isolated(`S-${id}`);
  const minutes = (count: number) =>
    plural('ru', count, { one: '# минута', few: '# минуты', many: '# минут', other: '# минуты' }, f.number);
  return {
    support: {
      button: '🆘 Поддержка',
      waitingButton: (o) =>
        plural(
          'ru',
          Number(o.count),
          { one: '🆘 # вопрос ждёт', few: '🆘 # вопроса ждут', many: '🆘 # вопросов ждут', other: '🆘 # вопроса ждут' },
          f.number,
        ),
      title: '🆘 Поддержка',
      counts: (o) => rich`Открыто: ${f.number(Number(o.open))} · ждут ответа: ${bold(f.number(Number(o.waiting)))}`,
      orderHint: 'Первым стоит тот, кто ждёт дольше всех. ⏳ ждёт вас, 💬 есть ответ, ✅ закрыт.',
      searchHint: 'Наберите номер, например S-12, чтобы открыть вопрос.',
      closedTitle: '✅ Закрытые, последние сверху',
      ofUserTitle: '🆘 Вопросы одного пользователя',
      closedButton: '✅ Закрытые',
      openButton: '⏳ Открытые',
      row: (o) =>
        `${number(o.id).text}${o.minutes === undefined ? '' : ` · ${minutes(o.minutes)}`} · ${f.name(o.subject, 40)} · ${f.name(o.name, 24)}`,
      cardTitle: (o) => rich`${f.lineStart}${bold(number(o.id))} · ${o.subject}`,
      from: (o) => `👤 ${f.name(o.name, 60)}`,
      blocking: '🔕 Заблокировал бота: ответы не доходят, но видны здесь, когда он вернётся.',
      waits: (o) => `⏳ Ждёт: ${minutes(o.minutes)}`,
      answered: '💬 Есть ответ',
      closed: (o) => `✅ Закрыт ${f.dateTime(o.at)}${o.by === 'USER' ? ' покупателем' : ''}`,
      order: (o) =>
        lines(
          `📱 ${f.name(o.stage)} · SMS: ${f.number(Number(o.messages))}`,
          rich`💵 Цена ${f.money(o.price)} · списано ${bold(f.money(o.charged))}${o.refunded > 0n ? ` · возвращено ${f.money(o.refunded)}` : ''}`,
        ),
      route: (o) => `🏭 ${f.name(o.provider, 40)}${o.routeId === null ? '' : ` · маршрут ${f.name(`#${o.routeId}`)}`}`,
      receipt: (o) =>
        lines(
          rich`🧾 ${f.isolated(`R-${o.id}`)} · ${f.name(o.amount)} · ${f.name(o.methodName, 40)}`,
          rich`✅ Зачислено ${bold(o.credited === null ? '—' : f.money(o.credited))}${o.returned > 0n ? ` · ушло назад ${f.money(o.returned)}` : ''}`,
        ),
      payment: (o) =>
        lines(
          rich`💳 ${f.isolated(`P-${o.id}`)} · ${f.money(o.amount)} · ${f.name(o.status)} · ${f.name(o.methodName, 40)}`,
          rich`✅ Зачислено ${bold(f.money(o.credited))}`,
        ),
      noReceipts: '🧾 Поступлений у пользователя нет.',
      said: (o) =>
        lines(
          rich`${bold(o.isBuyer ? 'Покупатель' : o.by === 'API_KEY' ? 'Ответ (API)' : 'Ответ')} · ${f.dateTime(o.at)}${o.mark === '' ? '' : ` ${f.name(o.mark)}`}`,
          o.text !== '' && f.quoted(o.text),
        ),
      notDelivered: (o) => `⚠️ Не доставлено: ${f.name(o.detail, 60)}`,
      pictureMark: '🖼',
      pictureButton: (o) => `🖼 Картинка ${f.number(o.at)}`,
      pictureComes: 'Картинка придёт в этот чат.',
      earlier: '‹ Более ранние',
      answerButton: '✍️ Ответить',
      closeButton: '✅ Закрыть',
      reopenButton: '↩️ Открыть снова',
      orderButton: (o) => `📱 Заказ ${f.name(`#${o.id}`)}`,
      userThreads: '🆘 Его вопросы',
      answerLabel: 'Ваш ответ',
      answerHint: (o) => `Наберите его: не больше ${f.number(o.most)} знаков. Покупатель получит его сразу.`,
      sent: '✅ Отправляется покупателю.',
      overtakenAnswer:
        'Тем временем ответил другой оператор, поэтому ваш ответ не отправлен. Сначала прочитайте; вот он:',
      overtakenClose: 'Покупатель тем временем написал: сначала прочитайте. Вопрос остаётся открытым.',
      closedMeanwhile: 'Вопрос тем временем закрыли, ответ не отправлен. Сначала откройте его снова; вот ваш ответ:',
      closedNow: '✅ Закрыт. Покупатель узнает.',
      alreadyClosed: 'Он уже закрыт.',
      reopened: '↩️ Снова открыт.',
      alreadyOpen: 'Он уже открыт.',
      anotherOpen: 'Открыт другой вопрос о том же. Продолжайте там.',
    },
  };
};
