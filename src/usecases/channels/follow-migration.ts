import type { App } from '../../app';
import type { InboundMigration } from '../../ports/inbound-update';
import { raiseAlert } from '../alerts/raise-alert';

const DAY_S = 86_400;

/**
 * A small group became a supergroup: whatever was registered by the old id is registered by the new one, and operators are
 * told, since their notes and documents have the old one. Only source chats can be small groups; channels that one must
 * join or is rewarded for have the ids of supergroups from the start. Done again it changes nothing.
 */
export async function followMigration(app: App, { chatId, fromChatId, chatTitle }: InboundMigration): Promise<void> {
  const at = app.clock.now();
  const facts = { title: chatTitle, from: String(fromChatId), to: String(chatId) };
  const moved = await app.db.transact(async (tx) => {
    const provider = await tx.sourceChats.move(facts.from, facts.to);
    if (!provider) return undefined;
    const entry = { actor: { type: 'JOB', id: 'telegram' }, entity: 'provider', entityId: provider.id, at } as const;
    await tx.audit.write({ ...entry, action: 'provider.updated', facts });
    return provider;
  });
  if (!moved) return;
  const alert = { key: `chat-moved:${facts.to}`, kind: 'source_chat_moved', everyS: DAY_S } as const;
  await raiseAlert(app, { ...alert, facts: { ...facts, name: moved.name } });
}
