import type { Difference } from '../../../../domain/payment/compare-day';
import type { Format } from '../../../texts/format';
import { bold, code, lines, rich } from '../../../texts/rich';
import type { payments as english } from '../en/payments';

export const payments = (f: Format): ReturnType<typeof english> => {
  const foreign = (o: { amount: string; currency: string }) => f.isolated(`${o.amount} ${o.currency}`).text;
  const side = (said: string | null): string => (said === null ? 'ничего' : f.isolated(said).text);
  return {
    payments: {
      button: '💳 Платежи',
      title: '💳 Платежи',
      today: 'Сегодня (UTC):',
      nothingToday: 'Сегодня (UTC) ещё ничего не приходило.',
      dayOf: (o) =>
        `• ${f.name(o.methodName, 40)}: ${f.money(o.credited)} · поступлений: ${f.number(Number(o.receipts))}${o.refunded > 0n ? ` · ↩️ возвращено ${f.money(o.refunded)}` : ''}${o.chargedBack > 0n ? ` · ⚠️ отозвано ${f.money(o.chargedBack)}` : ''}`,
      searchHint: `Введите ${f.isolated('R-123').text} (поступление), ${f.isolated('P-123').text} (платёж) или пользователя: номер, @имя, часть имени.`,
      dayButton: '⚖️ Сверить с провайдерами',
      dayTitle: (o: { day: string }): string => `⚖️ ${f.isolated(`${o.day} UTC`).text}`,
      dayHint: 'Что, по словам провайдеров, они приняли за этот день, и что пришло сюда.',
      compareButton: '🔄 Сверить сейчас',
      compareAsked: 'Сверка идёт. Обновите через полминуты.',
      compared: (o: { name: string; theirs: number; ours: number; differences: number }): string =>
        `${o.differences === 0 ? '✅' : '⚠️'} ${f.name(o.name, 40)}: там ${f.number(o.theirs)}, здесь ${f.number(o.ours)}, расхождений ${f.number(o.differences)}`,
      notCompared: (o: { name: string; why: string | null }): string =>
        `⏳ ${f.name(o.name, 40)}: ещё не сверено${o.why === null ? '' : `. Ответ: ${f.name(o.why, 200)}`}`,
      notComparedAgain: (o: { why: string }): string => `⏳ Последняя сверка не удалась: ${f.name(o.why, 200)}`,
      notListed: 'Списка у него нет: спросили о каждом нашем счёте, и ничьих денег не видно.',
      moreDifferences: (o: { count: number }): string => `… и ещё ${f.number(o.count)}`,
      differences: {
        missing_here: (o: Difference): string =>
          `• ${f.isolated(`P-${o.paymentId}`).text}: там пришло ${side(o.there)}, а здесь не зачислено. Откройте и спросите провайдера: это зачислит деньги один раз.`,
        missing_there: (o: Difference): string =>
          `• ${f.isolated(`R-${o.receiptId}`).text}: здесь зачислено ${side(o.here)}, а провайдер об этом не знает. Посмотрите на его странице; если и там нет, снимите сумму с баланса.`,
        other_amount: (o: Difference): string =>
          `• ${f.isolated(`R-${o.receiptId}`).text}: там ${side(o.there)}, здесь ${side(o.here)}. Посмотрите на странице провайдера и поправьте баланс вручную.`,
        other_state: (o: Difference): string =>
          `• ${f.isolated(`R-${o.receiptId}`).text}: там ${side(o.there)}, здесь ${side(o.here)}. Откройте платёж и спросите провайдера; если останется, посмотрите на его странице.`,
        nobodys: (o: Difference): string =>
          `• ${f.name(o.receiptKey, 60)}: ${side(o.there)} пришло по счёту, который не наш. Аккаунт общий с другим магазином или этот восстановлен из копии?`,
      },
      addMethod: '➕ Новый способ оплаты',
      receiptsButton: '🧾 Поступления',
      unclaimedButton: (o) => `❓ Ничьи деньги: ${f.number(Number(o.count))}`,
      debtsButton: (o) => `⚠️ Долги: ${f.number(Number(o.count))}`,
      receiptsTitle: '🧾 Поступления, сначала новые',
      unclaimedTitle: '❓ Деньги, которые пока ничьи',
      unclaimedHint:
        'Они пришли, но неизвестно, чьи они или сколько стоят. Укажите, чьи они, или верните туда, откуда пришли.',
      debtsTitle: '⚠️ Долги',
      debtsHint:
        'Платёжная система забрала деньги, которые уже потрачены. Всё, что приходит на эти балансы, сначала гасит долг; до тех пор покупать нельзя.',
      newestFirst: 'Поступления (R) и платежи (P), сначала новые:',
      ofUser: (o) =>
        lines(
          rich`💰 Внёс: ${bold(f.money(o.paidIn))}, поступлений: ${f.number(Number(o.receipts))}`,
          o.debt > 0n && `⚠️ Должен: ${f.money(o.debt)}`,
        ),
      userButton: '👤 Пользователь',
      margin: (o) =>
        lines(
          `⭐ Telegram платит вам за звезду около ${f.isolated('0.013 USD').text}, не раньше чем через 21 день.`,
          `Покупатель получает за неё ${f.isolated(`${o.rate} ${o.own}`).text}.`,
          o.percent === undefined
            ? 'Сравните то и другое по курсу дня.'
            : o.percent === 0
              ? 'Вам с этого ничего не остаётся: вы зарабатываете только на номерах.'
              : o.percent > 0
                ? `Вам остаётся ${f.isolated(`${o.percent}%`).text} от выплаты Telegram.`
                : `⚠️ Вы теряете ${f.isolated(`${-o.percent}%`).text} от выплаты Telegram. Уменьшите курс.`,
        ),
      webhook: (o) => rich`🔔 Адрес для его уведомлений: ${f.isolated(code(o.url))}`,
      noWebhook: '🔔 У магазина нет адреса, доступного извне, поэтому его опрашивают снова и снова.',
      terms: lines(
        bold('⚠️ Сначала прочтите'),
        'По условиям Telegram цифровые товары, а номера — это они, продают в ботах только за звёзды. С другим способом оплаты вы рискуете получить предупреждение от Telegram, а потом лишиться бота.',
        'Риск на вас. Об этом спрашивают один раз для каждого способа оплаты.',
      ),
      acceptButton: 'Беру риск на себя: включить',
      asking: '🔌 Спрашиваю…',
      answer: (o) => f.name(o.detail, 200),
      stars: (o) => `⭐ У бота звёзд: ${f.number(Number(o.stars))}.`,
      faults: {
        auth: 'Ключ не принят. Введите верный.',
        invalid: 'Этого он не сделает никогда. Проверьте валюту, параметры и наименьшую сумму.',
        not_found: 'Он не знает того, о чём спросили. Проверьте адрес и параметры.',
        rate_limited: 'Он просит спрашивать реже. Продолжится само.',
        unavailable: 'Он недоступен или не может ответить. Проверьте адрес и попробуйте позже.',
        unknown_outcome: 'Его ответ непонятен. Проверьте протокол, адрес и параметры.',
        unsupported: 'Он не знает такого вопроса. Проверьте протокол и параметры.',
      },
      statuses: {
        OPEN: 'ещё не оплачен',
        SEEN: 'замечен, не подтверждён',
        PAID: 'оплачен',
        UNDERPAID: 'оплачен частично',
        EXPIRED: 'не оплачен вовремя',
        CANCELED: 'отменён',
        FAILED: 'не удался',
        PART_REFUNDED: 'возвращён частично',
        REFUNDED: 'возвращён',
        DISPUTED: 'оспорен',
        LOST: 'спор проигран',
        WON: 'спор выигран',
      },
      refundStates: {
        WAITING: 'в пути',
        DONE: 'возвращено',
        FAILED: 'не удалось, деньги снова на балансе',
      },
      foreign,
      receiptTitle: (o) => `🧾 ${f.isolated(`R-${o.id}`).text}`,
      receipt: (o) =>
        lines(
          `${f.name(o.methodName)} · ${f.dateTime(o.arrivedAt)}`,
          `📥 Пришло: ${foreign({ amount: o.received, currency: o.currency })}`,
          o.amount !== null && rich`✅ Зачислено: ${bold(f.money(o.amount))}`,
          o.bonus > 0n && `🎁 Бонус: ${f.money(o.bonus)}`,
          o.fee !== null && `✂️ Удержала система: ${f.money(o.fee)}`,
          o.returned > 0n && `↩️ Ушло назад: ${f.money(o.returned)}`,
          `🔑 ${f.name(o.receiptKey, 100)}`,
        ),
      unclaimedWhy: (o) => `❓ Пока ничьи: ${f.name(o.why, 100)}`,
      unclaimedReasons: {
        unknown_payment: 'не относится ни к одному нашему платежу',
        wrong_coin: 'пришло в другой монете, и никто не говорит, сколько она стоит',
        too_small: 'стоит меньше наименьшей возможной суммы',
        erased: 'учётная запись плательщика стёрта',
      },
      assignButton: '👤 Отдать пользователю',
      assignTitle: (o) => `👤 Чьё поступление ${f.isolated(`R-${o.id}`).text} (${foreign(o)})?`,
      userLabel: 'Пользователь',
      worth: (o) => `По сегодняшнему курсу это ${f.money(o.amount)}. Введите, сколько зачислить.`,
      assigned: '✅ Зачислено. Пользователю сообщено.',
      alreadyClaimed: 'Уже зачислено раньше. Деньги не двигались.',
      refundButton: { whole: '↩️ Вернуть всё', part: '↩️ Вернуть часть', byHand: '✍️ Верну сам' },
      refundSure: '↩️ Вернуть',
      refundTitle: (o) =>
        `↩️ ${f.isolated(`R-${o.id}`).text}: не больше ${f.money(o.most)}. Вместе с этим уйдёт и доля бонуса.`,
      paidBy: 'Чем возвращено',
      paidByHint: 'Введите, как вы вернули деньги, например номер перевода.',
      refundBegun: '✅ Отложено. Систему просят вернуть, пользователю сообщат.',
      refundNoted: '✅ Снято с баланса. Пользователю сообщено.',
      refusals: {
        too_much: (o) => `Осталось только ${f.money(o.most)}. Ничего не изменилось.`,
        insufficient_funds: (o) =>
          `На балансе доступно только ${f.money(o.available)}, а вместе с этим уходит доля бонуса. Ничего не изменилось.`,
        only_whole: 'Telegram возвращает весь платёж или ничего. Ничего не изменилось.',
        only_by_hand: 'Этот способ сам деньги не возвращает. Верните сами и отметьте здесь. Ничего не изменилось.',
        in_progress: 'Другой возврат этого поступления ещё не закончен. Подождите. Ничего не изменилось.',
      },
      refundLine: (o) =>
        rich`↩️ ${f.money(o.amount)} · ${o.state} · ${f.dateTime(o.at)}${o.note ? ` · ${f.name(o.note, 100)}` : ''}`,
      paymentTitle: (o) => `💳 ${f.isolated(`P-${o.id}`).text}`,
      payment: (o) =>
        lines(
          rich`${f.name(o.methodName)} · ${bold(o.status)}`,
          `💵 ${f.money(o.amount)} за ${foreign({ amount: o.price, currency: o.currency })}`,
          o.bonus > 0n && `🎁 Бонус: ${f.money(o.bonus)}`,
          `✅ Зачислено: ${f.money(o.credited)}`,
          `Начат ${f.dateTime(o.createdAt)}, оплатить до ${f.dateTime(o.expiresAt)}`,
        ),
      paymentButton: (o) => `💳 P-${o.id}`,
      nothingCame: 'Денег по нему не приходило.',
      askButton: '🔄 Спросить систему сейчас',
      asked: '✅ Спросили. Вот как обстоит дело.',
      nobodyToAsk: 'Спросить о нём некого.',
    },
  };
};
