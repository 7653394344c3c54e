import type { WebhookStatus } from '../../../../domain/enum-values';
import type { Format } from '../../../texts/format';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';
import type { PanelTexts } from '../en';

export const webhooks = (f: Format): Pick<PanelTexts, 'webhooks'> => {
  const statuses: Readonly<Record<WebhookStatus, string>> = {
    ACCEPTED: '✅ принято',
    UNCONFIRMED: '⏳ спрашиваем поставщика, так ли это',
    CONFIRMED: '✅ подтверждено поставщиком',
    NOT_CONFIRMED: '❔ у поставщика этого нет',
    IGNORED: '➖ не про SMS',
    UNREADABLE: '⚠️ не удалось прочитать',
    REFUSED: '⛔ подпись не подходит',
  };
  return {
    webhooks: {
      button: '📥 Вебхуки',
      title: '📥 Что пришло на вебхуки',
      row: (o: { id: bigint; at: Date; supplier: string; messages: number; times: number }): Rich =>
        rich`№ ${f.isolated(String(o.id)).text} · ${f.name(o.supplier)} · ${f.dateTime(o.at)}\nSMS: ${f.number(o.messages)}, доставлено раз: ${f.number(o.times)}`,
      statuses,
      detail: (o: { detail: string }) => `💬 ${f.name(o.detail, 200)}`,
      replay: (o: { id: bigint }) => `🔁 Прочитать № ${f.isolated(String(o.id)).text} ещё раз`,
      refusals: {
        not_found: 'Эта доставка больше не хранится.',
        no_webhook: 'При нынешних настройках этот поставщик не поддерживает вебхуки.',
      },
      address: {
        button: '🔗 Адрес вебхука',
        title: '🔗 Адрес вебхука',
        hasOne: 'Адрес есть. Он был показан при создании, посмотреть его ещё раз нельзя.',
        hasNone: 'Адреса ещё нет: поставщик не может присылать сам, его только спрашивают.',
        seen: (o) => `📥 Последняя доставка: ${f.dateTime(o.at)}`,
        comesOnce: 'Новый адрес придёт в этот чат один раз. Введите его у поставщика.',
        old: `Старый может приниматься ещё ${f.number(24)} часа, чтобы за это время ничего не пропало. Если его мог узнать кто-то ещё, закройте его сразу: пока у поставщика нет нового, его доставки отклоняются, и сообщения приносит опрос.`,
        make: '🔗 Создать адрес',
        makeAndKeep: `🔗 Новый, старый ещё ${f.number(24)} часа`,
        makeAndEnd: '⛔ Новый, старый закрыть сейчас',
        comes: 'Адрес придёт в этот чат.',
        knowsNone: `Протокол этого поставщика в таком виде не знает вебхуков. Общему ящику нужен ${f.isolated('push').text} в параметрах.`,
        misfit: 'Настройки не подходят к протоколу. Проверьте адрес и параметры.',
        made: (o) =>
          lines(
            bold(`🔗 Новый адрес вебхука: ${f.name(o.name)}`),
            '',
            code(f.isolated(o.address)),
            '',
            !o.isWhole &&
              `Перед ним стоит адрес самого магазина: задайте ${f.isolated('PUBLIC_URL').text}, и он будет здесь.`,
            'Введите его у поставщика сейчас: больше он не показывается. Кто его знает, тот может присылать сообщения.',
            o.previousUntil && `Старый принимается до ${f.dateTime(o.previousUntil)}.`,
          ),
        copy: '📋 Скопировать адрес',
        hide: '✅ Введён: убрать из чата',
      },
      hint: 'Хранится 30 дней. Исправив ключ или описание, доставку можно прочитать ещё раз; одно и то же SMS никто не получит дважды.',
    },
  };
};
