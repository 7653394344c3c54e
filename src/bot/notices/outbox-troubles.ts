import type { App } from '../../app';
import { clearAlert, raiseAlert } from '../../usecases/alerts/raise-alert';
import type { Delivery } from '../outbox/deliver-row';

const TOLD_EVERY_S = 3_600;

/** Tells the owners, once an hour for each channel or kind of message, what of the outbox they must look at. */
export function outboxTroubles(app: App): Pick<Delivery, 'onChatTrouble' | 'onPutAside' | 'onMadeAfterAll'> {
  const unmade = (kind: string) => `message-unmade:${kind}`;
  return {
    async onChatTrouble({ chatId }, detail) {
      if (chatId === null) return;
      const channel = await app.db.channels.findByTelegramId(chatId);
      await raiseAlert(app, {
        key: `channel-unpostable:${chatId}`,
        kind: 'channel_unpostable',
        facts: { title: channel?.title ?? String(chatId), detail },
        everyS: TOLD_EVERY_S,
      });
    },
    async onPutAside({ id, kind }) {
      const facts = { kind, outboxId: String(id) };
      await raiseAlert(app, { key: unmade(kind), kind: 'message_unmade', facts, everyS: TOLD_EVERY_S });
    },
    onMadeAfterAll: ({ kind }) => clearAlert(app, unmade(kind)),
  };
}
