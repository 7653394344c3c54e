import type { Amount } from '../../../domain/money/money';
import type { EndReason } from '../../../domain/reservation/reservation-status';
import type { CustomizableTexts } from '../customizable-texts';
import type { Texts } from '../en';
import type { reservation as english } from '../en/reservation';
import { type NumberFacts, type SmsFacts, STAGE_MARKS } from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, code, lines, rich } from '../rich';
import type { general } from './general';
import type { shopping } from './shopping';

export const reservation = (
  f: Format,
  w: CustomizableTexts,
  g: ReturnType<typeof general>,
  s: ReturnType<typeof shopping>,
): Pick<Texts, keyof ReturnType<typeof english>> => {
  const remaining = (until: Date, now: Date) => {
    const seconds = (until.getTime() - now.getTime()) / 1000;
    return seconds > 0 ? `осталось ${g.duration(seconds)}` : 'время вышло';
  };
  const phoneLine = (o: NumberFacts) => (o.phone ? rich`📞 ${f.isolated(code(`+${o.phone}`))}` : undefined);
  const returned = (price: Amount) => rich`↩️ ${bold(f.money(price))} снова на балансе. Ничего не списано.`;
  const sms = (o: SmsFacts) =>
    lines(o.code ? rich`🔑 ${f.isolated(code(o.code))} · ${f.time(o.at)}` : `📩 ${f.time(o.at)}`, f.quoted(o.text));
  const endReasons: Record<EndReason, string> = {
    BUYER_CANCELED: 'Вы отменили номер.',
    BUYER_CHANGED_NUMBER: 'Вы сменили его на другой номер.',
    TIMED_OUT: 'Код не пришёл вовремя.',
    OUT_OF_STOCK: 'Номеров не оказалось.',
    TOO_DEAR: 'По этой цене номеров не оказалось.',
    PROVIDER_REFUSED: 'Поставщик не смог дать номер.',
    PROVIDER_LOST_ORDER: 'Поставщик потерял номер.',
    SERVICE_DELETED: 'Этот сервис больше не предлагается.',
    OPERATOR_CANCELED: 'Магазин отменил номер.',
  };
  return {
    remaining,
    endReasons,
    cardButtons: {
      copyNumber: '📋 Скопировать номер',
      copyCode: (smsCode) => `📋 ${smsCode}`,
      copyText: '📋 Скопировать текст',
      cancel: '❌ Отменить',
      change: '🔁 Сменить номер',
      more: '📩 Ещё SMS',
      again: '🔂 Взять ещё',
      open: '👁 Открыть',
      openNew: '➡️ Новый номер',
      claim: (price) => `🔓 Забрать код · ${f.money(price)}`,
    },
    card: {
      REQUESTED: (o) =>
        lines(
          bold('⏳ Получаем номер…'),
          s.where(o),
          `🔒 ${f.money(o.price)} удержано, ничего не списано.`,
          'Номер появится здесь сам; если его нет, деньги вернутся.',
        ),
      WAITING_CODE: (o) =>
        lines(
          bold(s.where(o)),
          phoneLine(o),
          '⏳ Ждём SMS: оно появится здесь само.',
          rich`⏰ До ${f.time(o.until)} · ${bold(remaining(o.until, o.now))}`,
          o.replacesId === null ? '🔁 У другого номера срок тот же.' : '🔁 Это другой номер, срок остался прежним.',
          `🔒 ${f.money(o.price)} удержано, пока нет кода.`,
        ),
      CANCEL_PENDING: (o) =>
        lines(
          bold(s.where(o)),
          phoneLine(o),
          bold('❌ Отменяем…'),
          `${f.money(o.price)} вернётся ${g.inTime(o.cancelableAt ?? o.now, o.now)}.`,
          'Код, пришедший раньше, ваш, и он списывается.',
        ),
      COMPLETED: (o) =>
        lines(
          bold(s.where(o)),
          phoneLine(o),
          `✅ ${f.money(o.price)} списано за код.`,
          o.canAskForMore && `📩 Другие SMS бесплатны до ${f.time(o.until)}.`,
          ...o.messages.flatMap((message) => ['', sms(message)]),
        ),
      EXPIRED: (o) =>
        lines(
          bold('⌛ Время вышло'),
          s.where(o),
          phoneLine(o),
          o.endReason && endReasons[o.endReason],
          returned(o.price),
        ),
      CANCELED: (o) =>
        lines(
          bold('❌ Отменено'),
          s.where(o),
          phoneLine(o),
          o.endReason && endReasons[o.endReason],
          o.endReason === 'BUYER_CHANGED_NUMBER'
            ? `🔁 ${f.money(o.price)} перешло на новый номер. Ничего не списано.`
            : returned(o.price),
        ),
    },
    lateOnCard: (o) =>
      lines(
        '',
        rich`📬 Код опоздал. Его можно забрать за ${bold(f.money(o.price))}; без вашего согласия ничего не спишется.`,
      ),
    codeMessage: (o) =>
      lines(
        o.code ? rich`🔑 ${f.isolated(code(o.code))}` : bold('📩 SMS'),
        '',
        f.quoted(o.text),
        s.where(o),
        phoneLine(o),
        o.isPaid ? `✅ ${f.money(o.price)} списано.` : '🎁 Бесплатно: номер уже оплачен.',
        o.canAskForMore && `📩 Другие SMS бесплатны до ${f.time(o.until)}.`,
        ...w.afterCode(o),
      ),
    lateCode: (o) =>
      lines(
        bold('📬 Код пришёл, когда номер уже завершён'),
        s.where(o),
        phoneLine(o),
        'Деньги вам вернулись, ничего не списано.',
        rich`Код ещё можно забрать за ${bold(f.money(o.price))} до ${f.time(o.claimUntil)}.`,
      ),
    numberArrived: (o) =>
      lines(
        bold('📞 Ваш номер готов'),
        s.where(o),
        phoneLine(o),
        rich`⏰ До ${f.time(o.until)} · ${bold(remaining(o.until, o.now))}`,
        `🔒 ${f.money(o.price)} удержано, пока нет кода.`,
      ),
    gone: lines(bold('🤷 Такого номера у вас нет'), '', 'Ничего не изменилось. Ваши номера в списке ниже.'),
    canceled: {
      canceled: () => 'Отменено. Деньги вернулись.',
      pending: (o) => `Отменяем: деньги вернутся ${g.inTime(o.dueAt ?? o.now, o.now)}.`,
      completed: () => 'Код пришёл раньше: вот он.',
      still_asking: () => 'Номер ещё покупается. Повторите через мгновение.',
      already_ended: () => 'Он уже завершён. Ничего не изменилось.',
      not_yours: () => 'Это не ваш номер.',
    },
    changed: {
      changed: (o) =>
        o.until
          ? `Вот другой номер, за те же деньги. Срок прежний: ${f.time(o.until)}.`
          : 'Вот другой номер, за те же деньги.',
      repeated: () => 'Вот ваш новый номер.',
      too_early: (o) => (o.until ? `Сменить его можно ${g.inTime(o.until, o.now)}.` : 'Менять его ещё рано.'),
      not_waiting: () => 'Он больше не ждёт кода. Ничего не изменилось.',
      not_yours: () => 'Это не ваш номер.',
      out_of_stock: () => 'Других номеров нет. Этот остаётся вашим.',
    },
    asked: {
      asked: () => 'Ждём ещё одно SMS. Оно появится здесь, бесплатно.',
      not_completed: () => 'Первый код ещё не пришёл.',
      over: () => 'Время этого номера вышло.',
      not_yours: () => 'Это не ваш номер.',
      unsupported: () => 'Этот поставщик присылает только одно SMS.',
      unavailable: () => 'Поставщик сейчас не отвечает. Повторите через минуту: это по-прежнему бесплатно.',
    },
    claimed: {
      claimed: (o) => (o.price === null ? 'Код ваш.' : `Код ваш. Списано ${f.money(o.price)}.`),
      repeated: () => 'Код уже ваш.',
      not_yours: () => 'Это не ваш код.',
      too_late: () => 'Слишком поздно: номер ушёл дальше. Ничего не списано.',
      insufficient_funds: (o) =>
        o.price === null || o.available === null
          ? 'Не хватает денег. Ничего не списано.'
          : `Цена ${f.money(o.price)}, у вас ${f.money(o.available)}. Ничего не списано.`,
      banned: () => 'Ваш доступ закрыт. Ничего не списано.',
    },
    numbersScreen: (o) =>
      o.which === 'mine'
        ? lines(
            bold('📋 Мои номера'),
            plural(
              'ru',
              o.total,
              { one: '# сейчас ваш', few: '# сейчас ваши', many: '# сейчас ваши', other: '# сейчас ваши' },
              f.number,
            ),
            '',
            'Нажмите на номер, чтобы увидеть код.',
          )
        : lines(
            bold('🗂 История'),
            plural('ru', o.total, { one: '# номер', few: '# номера', many: '# номеров', other: '# номера' }, f.number),
          ),
    noOpenNumbers: lines(
      bold('📋 Открытых номеров нет'),
      '',
      'Возьмите номер, и он появится здесь. Ничего не удержано.',
    ),
    noHistory: lines(bold('🗂 Пока пусто'), '', 'Здесь хранятся завершённые номера с их кодами.'),
    historyButton: '🗂 История',
    openButton: '📋 Открытые номера',
    numberRow: (o) =>
      `${STAGE_MARKS[o.stage]} ${`${o.serviceEmoji} ${f.name(o.serviceName, 20)}`.trim()} ${f.flag(o.countryIso)} ${o.phone ? f.phone(o.phone) : '…'} · ${o.at ? f.day(o.at) : f.money(o.price)}`,
  };
};
