import type { WebhookStatus } from '../../../../domain/enum-values';
import type { Format } from '../../../texts/format';
import { type Rich, rich } from '../../../texts/rich';
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
      problem: (o: { problem: string }) => `💬 ${f.name(o.problem, 200)}`,
      replay: (o: { id: bigint }) => `🔁 Прочитать № ${f.isolated(String(o.id)).text} ещё раз`,
      refusals: {
        not_found: 'Эта доставка больше не хранится.',
        no_webhook: 'При нынешних настройках этот поставщик не поддерживает вебхуки.',
      },
      hint: 'Хранится 30 дней. Исправив ключ или описание, доставку можно прочитать ещё раз; одно и то же SMS никто не получит дважды.',
    },
  };
};
